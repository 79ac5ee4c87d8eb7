;; Adds up the numbers of a stream that another component returns.
(component
  (type $numbers (stream u32))
  (import "numbers" (func $numbers async (param "limit" u32) (result $numbers)))
  (core module $Memory (memory (export "mem") 1))
  (core instance $memory (instantiate $Memory))
  (canon lower (func $numbers) (core func $numbers'))
  (canon stream.read $numbers (memory (core memory $memory "mem")) (core func $read))
  (canon stream.drop-readable $numbers (core func $drop))
  (core module $Code
    (import "" "mem" (memory 1))
    (import "" "numbers" (func $numbers (param i32) (result i32)))
    (import "" "read" (func $read (param i32 i32 i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "total") (param $limit i32) (result i32)
      (local $in i32) (local $sum i32) (local $status i32)
      (local.set $in (call $numbers (local.get $limit)))
      (block $done
        (loop $next
          (i32.store (i32.const 0) (i32.const 0))
          (local.set $status (call $read (local.get $in) (i32.const 0) (i32.const 1)))
          ;; the last number may come together with the news that there are no more
          (local.set $sum (i32.add (local.get $sum) (i32.load (i32.const 0))))
          (br_if $done (i32.and (local.get $status) (i32.const 1 (; DROPPED ;))))
          (br $next)))
      (call $drop (local.get $in))
      (local.get $sum)))
  (core instance $code (instantiate $Code (with "" (instance
    (export "mem" (memory $memory "mem"))
    (export "numbers" (func $numbers'))
    (export "read" (func $read))
    (export "drop" (func $drop))))))
  (func (export "total") async (param "limit" u32) (result u32) (canon lift (core func $code "total"))))
