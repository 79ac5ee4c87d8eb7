;; What HostImportBenchmark runs: loops that call functions of the host.
(component
  (import "host" (instance $host
    (type $fields (record (field "name" string) (field "age" u32)))
    (export "person" (type $person (eq $fields)))
    (export "add" (func (param "a" u32) (param "b" u32) (result u32)))
    (export "measure" (func (param "text" string) (param "person" $person) (result u32)))))
  (core module $memory
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
  (core instance $m (instantiate $memory))
  (core func $add (canon lower (func $host "add")))
  (core func $measure (canon lower (func $host "measure") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
  (core module $main
    (import "m" "memory" (memory 1))
    (import "host" "add" (func $add (param i32 i32) (result i32)))
    (import "host" "measure" (func $measure (param i32 i32 i32 i32 i32) (result i32)))
    (data (i32.const 0) "Ada")
    (data (i32.const 16) "notes on the Analytical Engine")
    (func (export "add") (param $n i32) (result i32) (local $sum i32)
      (loop $again
        (local.set $sum (call $add (local.get $sum) (local.get $n)))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $sum))
    (func (export "measure") (param $n i32) (result i32) (local $sum i32)
      (loop $again
        (local.set $sum (i32.add (local.get $sum)
          (call $measure (i32.const 16) (i32.const 30) (i32.const 0) (i32.const 3) (local.get $n))))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $sum)))
  (core instance $i (instantiate $main
    (with "m" (instance $m))
    (with "host" (instance (export "add" (func $add)) (export "measure" (func $measure))))))
  (func (export "add") (param "n" u32) (result u32) (canon lift (core func $i "add")))
  (func (export "measure") (param "n" u32) (result u32) (canon lift (core func $i "measure"))))
