;; Counts with counters and prints with the host's log; exports an interface.
(component $main
  (import "test:link/counters@0.1.0" (instance $counters
    (export "counter" (type $counter (sub resource)))
    (export "[constructor]counter" (func (param "start" u32) (result (own $counter))))
    (export "[method]counter.inc" (func (param "self" (borrow $counter)) (result u32)))))
  (import "wasi:random/insecure-seed@0.2.0" (instance $seed
    (export "insecure-seed" (func (result (tuple u64 u64))))))
  (alias export $counters "counter" (type $counter))
  (core module $Memory (memory (export "memory") 1))
  (core instance $memory (instantiate $Memory))
  (core memory $m (alias core export $memory "memory"))
  (core func $make (canon lower (func $counters "[constructor]counter")))
  (core func $inc (canon lower (func $counters "[method]counter.inc")))
  (core func $drop (canon resource.drop $counter))
  (core func $seed (canon lower (func $seed "insecure-seed") (memory $m)))
  (core module $Main
    (import "" "make" (func $make (param i32) (result i32)))
    (import "" "inc" (func $inc (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (import "" "seed" (func $seed (param i32)))
    (func (export "count") (param $start i32) (param $times i32) (result i32) (local $counter i32) (local $value i32)
      (call $seed (i32.const 64))
      (local.set $counter (call $make (local.get $start)))
      (loop $more
        (local.set $value (call $inc (local.get $counter)))
        (br_if $more (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
      (call $drop (local.get $counter))
      (local.get $value)))
  (core instance $main (instantiate $Main (with "" (instance
    (export "make" (func $make))
    (export "inc" (func $inc))
    (export "drop" (func $drop))
    (export "seed" (func $seed))))))
  (func $count (param "start" u32) (param "times" u32) (result u32) (canon lift (core func $main "count")))
  (instance $run (export "count" (func $count)))
  (export "test:link/run@0.1.0" (instance $run)))
