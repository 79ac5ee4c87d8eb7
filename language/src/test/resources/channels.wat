;; Streams, futures and tasks of every kind, for a host to use.
(component
  (import "host" (instance $host
    (export "ask" (func async (param "x" u32) (result u32)))))

  (core module $Memory (memory (export "mem") 1))
  (core instance $memory (instantiate $Memory))

  (type $bytes (stream u8))
  (type $numbers (stream u32))
  (type $number (future u32))

  (canon lower (func $host "ask") (core func $ask))
  (canon lower (func $host "ask") async (memory (core memory $memory "mem")) (core func $ask-async))
  (canon stream.read $bytes (memory (core memory $memory "mem")) (core func $bytes.read))
  (canon stream.drop-readable $bytes (core func $bytes.drop-readable))
  (canon stream.new $numbers (core func $numbers.new))
  (canon stream.write $numbers (memory (core memory $memory "mem")) (core func $numbers.write))
  (canon stream.drop-writable $numbers (core func $numbers.drop-writable))
  (canon future.new $number (core func $number.new))
  (canon future.read $number (memory (core memory $memory "mem")) (core func $number.read))
  (canon future.write $number (memory (core memory $memory "mem")) (core func $number.write))
  (canon future.drop-readable $number (core func $number.drop-readable))
  (canon future.drop-writable $number (core func $number.drop-writable))
  (canon task.return (result $numbers) (core func $return-numbers))
  (canon task.return (result $number) (core func $return-number))
  (canon thread.yield (core func $yield))
  (canon waitable-set.new (core func $waitable-set.new))
  (canon waitable-set.wait (memory (core memory $memory "mem")) (core func $waitable-set.wait))

  (core module $Code
    (import "" "mem" (memory 1))
    (import "" "ask" (func $ask (param i32) (result i32)))
    (import "" "ask-async" (func $ask-async (param i32 i32) (result i32)))
    (import "" "bytes.read" (func $bytes.read (param i32 i32 i32) (result i32)))
    (import "" "bytes.drop-readable" (func $bytes.drop-readable (param i32)))
    (import "" "numbers.new" (func $numbers.new (result i64)))
    (import "" "numbers.write" (func $numbers.write (param i32 i32 i32) (result i32)))
    (import "" "numbers.drop-writable" (func $numbers.drop-writable (param i32)))
    (import "" "number.new" (func $number.new (result i64)))
    (import "" "number.read" (func $number.read (param i32 i32) (result i32)))
    (import "" "number.write" (func $number.write (param i32 i32) (result i32)))
    (import "" "number.drop-readable" (func $number.drop-readable (param i32)))
    (import "" "number.drop-writable" (func $number.drop-writable (param i32)))
    (import "" "return-numbers" (func $return-numbers (param i32)))
    (import "" "return-number" (func $return-number (param i32)))
    (import "" "yield" (func $yield (result i32)))
    (import "" "waitable-set.new" (func $waitable-set.new (result i32)))
    (import "" "waitable-set.wait" (func $waitable-set.wait (param i32 i32) (result i32)))

    (global $stopped (mut i32) (i32.const 0))

    ;; The sum of all bytes of a stream, read by eights.
    (func (export "sum") (param $in i32) (result i32)
      (local $status i32) (local $i i32) (local $sum i32)
      (loop $next
        (local.set $status (call $bytes.read (local.get $in) (i32.const 0) (i32.const 8)))
        (local.set $i (i32.shr_u (local.get $status) (i32.const 4)))
        (block $added
          (loop $add
            (br_if $added (i32.eqz (local.get $i)))
            (local.set $i (i32.sub (local.get $i) (i32.const 1)))
            (local.set $sum (i32.add (local.get $sum) (i32.load8_u (local.get $i))))
            (br $add)))
        (br_if $next (i32.eqz (i32.and (local.get $status) (i32.const 0xf (; COMPLETED ;))))))
      (call $bytes.drop-readable (local.get $in))
      (local.get $sum))

    ;; Returns a stream and writes to it, until the reader goes, the numbers below a limit, one by one.
    (func (export "numbers") (param $limit i32)
      (local $ends i64) (local $out i32) (local $i i32)
      (local.set $ends (call $numbers.new))
      (local.set $out (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))))
      (call $return-numbers (i32.wrap_i64 (local.get $ends)))
      (block $done
        (loop $next
          (br_if $done (i32.ge_u (local.get $i) (local.get $limit)))
          (i32.store (i32.const 16) (local.get $i))
          (if (i32.and (call $numbers.write (local.get $out) (i32.const 16) (i32.const 1)) (i32.const 0xf))
            (then
              (global.set $stopped (i32.add (local.get $i) (i32.const 1)))
              (br $done)))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $next)))
      (call $numbers.drop-writable (local.get $out)))

    ;; How far "numbers" had come when its reader went.
    (func (export "stopped") (result i32)
      (drop (call $yield))
      (global.get $stopped))

    ;; Returns a stream to which nothing is written, because there is a trap before.
    (func (export "broken")
      (local $ends i64)
      (local.set $ends (call $numbers.new))
      (call $return-numbers (i32.wrap_i64 (local.get $ends)))
      (drop (call $yield))
      unreachable)

    ;; Returns a future and then writes 42.
    (func (export "later")
      (local $ends i64) (local $out i32)
      (local.set $ends (call $number.new))
      (local.set $out (i32.wrap_i64 (i64.shr_u (local.get $ends) (i64.const 32))))
      (call $return-number (i32.wrap_i64 (local.get $ends)))
      (i32.store (i32.const 32) (i32.const 42))
      (drop (call $number.write (local.get $out) (i32.const 32)))
      (call $number.drop-writable (local.get $out)))

    ;; The value of a future, plus 1.
    (func (export "next") (param $in i32) (result i32)
      (drop (call $number.read (local.get $in) (i32.const 48)))
      (call $number.drop-readable (local.get $in))
      (i32.add (i32.const 1) (i32.load (i32.const 48))))

    (func (export "never")
      (drop (call $waitable-set.wait (call $waitable-set.new) (i32.const 0))))

    ;; Asks the host twice, the second time without waiting: it has returned (2) at once.
    (func (export "ask") (param $x i32) (result i32)
      (if (i32.ne (call $ask-async (call $ask (local.get $x)) (i32.const 64)) (i32.const 2))
        (then unreachable))
      (i32.load (i32.const 64))))

  (core instance $code (instantiate $Code (with "" (instance
    (export "mem" (memory $memory "mem"))
    (export "ask" (func $ask))
    (export "ask-async" (func $ask-async))
    (export "bytes.read" (func $bytes.read))
    (export "bytes.drop-readable" (func $bytes.drop-readable))
    (export "numbers.new" (func $numbers.new))
    (export "numbers.write" (func $numbers.write))
    (export "numbers.drop-writable" (func $numbers.drop-writable))
    (export "number.new" (func $number.new))
    (export "number.read" (func $number.read))
    (export "number.write" (func $number.write))
    (export "number.drop-readable" (func $number.drop-readable))
    (export "number.drop-writable" (func $number.drop-writable))
    (export "return-numbers" (func $return-numbers))
    (export "return-number" (func $return-number))
    (export "yield" (func $yield))
    (export "waitable-set.new" (func $waitable-set.new))
    (export "waitable-set.wait" (func $waitable-set.wait))))))

  (func (export "sum") async (param "in" $bytes) (result u32) (canon lift (core func $code "sum")))
  (func (export "numbers") async (param "limit" u32) (result $numbers)
    (canon lift (core func $code "numbers") async (memory (core memory $memory "mem"))))
  (func (export "stopped") async (result u32) (canon lift (core func $code "stopped")))
  (func (export "broken") async (result $numbers)
    (canon lift (core func $code "broken") async (memory (core memory $memory "mem"))))
  (func (export "later") async (result $number)
    (canon lift (core func $code "later") async (memory (core memory $memory "mem"))))
  (func (export "next") async (param "in" $number) (result u32) (canon lift (core func $code "next")))
  (func (export "never") async (canon lift (core func $code "never")))
  (func (export "ask") async (param "x" u32) (result u32) (canon lift (core func $code "ask"))))
