;; What ComponentDataBenchmark calls: functions whose arguments and results are data.
(component
  (core module $main
    (memory (export "memory") 8)
    ;; Results are at 0, what is passed in from 1024 on until the call returns.
    (global $heap (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $address i32)
      (local.set $address
        (i32.and
          (i32.add (global.get $heap) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $heap (i32.add (local.get $address) (local.get $size)))
      (local.get $address))
    (func (export "reset") (param i32) (global.set $heap (i32.const 1024)))
    (func (export "reset-f64") (param f64) (global.set $heap (i32.const 1024)))

    ;; The sum of ages: a person has 20 bytes, its age is at 8.
    (func (export "ages") (param $people i32) (param $count i32) (result i32) (local $sum i32)
      (block $end
        (loop $more
          (br_if $end (i32.eqz (local.get $count)))
          (local.set $sum (i32.add (local.get $sum) (i32.load offset=8 (local.get $people))))
          (local.set $people (i32.add (local.get $people) (i32.const 20)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $more)))
      (local.get $sum))
    (func (export "sum") (param $numbers i32) (param $count i32) (result f64) (local $sum f64)
      (block $end
        (loop $more
          (br_if $end (i32.eqz (local.get $count)))
          (local.set $sum (f64.add (local.get $sum) (f64.load (local.get $numbers))))
          (local.set $numbers (i32.add (local.get $numbers) (i32.const 8)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $more)))
      (local.get $sum))
    (func (export "echo") (param $people i32) (param $count i32) (result i32)
      (i32.store (i32.const 0) (local.get $people))
      (i32.store (i32.const 4) (local.get $count))
      (i32.const 0)))
  (core instance $i (instantiate $main))
  (type $person (record (field "name" string) (field "age" u32) (field "tags" (list string))))
  (export $the-person "person" (type $person))
  (func (export "ages") (param "people" (list $the-person)) (result u32)
    (canon lift (core func $i "ages") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))
      (post-return (core func $i "reset"))))
  (func (export "sum") (param "numbers" (list f64)) (result f64)
    (canon lift (core func $i "sum") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))
      (post-return (core func $i "reset-f64"))))
  (func (export "echo") (param "people" (list $the-person)) (result (list $the-person))
    (canon lift (core func $i "echo") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))
      (post-return (core func $i "reset")))))
