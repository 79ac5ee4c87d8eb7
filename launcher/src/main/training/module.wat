;; What a C program with the libc of WASI 0.1 does: the script `wasm` makes its AOT cache of runs of this and component.wat.
;; What is called here starts fast later.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $environ_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $fd_fdstat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))

  (type $predicate (func (param i32) (result i32)))
  (memory (export "memory") 2)
  (table funcref (elem $is-digit $is-space))
  (global $stack (mut i32) (i32.const 65536))
  (data (i32.const 64) "hello from the training\n")

  (func $is-digit (type $predicate)
    (i32.lt_u (i32.sub (local.get 0) (i32.const 48)) (i32.const 10)))
  (func $is-space (type $predicate)
    (i32.or (i32.eq (local.get 0) (i32.const 32)) (i32.eqz (i32.sub (local.get 0) (i32.const 10)))))

  ;; How many of the characters that end with a zero byte does a predicate hold for?
  (func $count (param $text i32) (param $predicate i32) (result i32)
    (local $character i32) (local $found i32)
    (block $end
      (loop $next
        (br_if $end (i32.eqz (local.tee $character (i32.load8_u (local.get $text)))))
        (if (call_indirect (type $predicate) (local.get $character) (local.get $predicate))
          (then (local.set $found (i32.add (local.get $found) (i32.const 1)))))
        (local.set $text (i32.add (local.get $text) (i32.const 1)))
        (br $next)))
    (local.get $found))

  ;; A loop that counts through an array of which only the loop's test says how large it is.
  (func $sum (param $array i32) (result i32)
    (local $i i32) (local $sum i32)
    (local.set $i (i32.const 0))
    (loop $next
      (local.set $sum
        (i32.add (local.get $sum) (i32.load8_u (i32.add (local.get $array) (local.get $i)))))
      (br_if $next (i32.ne (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 24))))
    (local.get $sum))

  ;; A switch, arithmetic of all types, conversions, all sorts of memory access.
  (func $mix (param $selector i32) (param $n i64) (result i64)
    (local $x f64)
    (block $default
      (block $two
        (block $one
          (block $zero
            (br_table $zero $one $two $default (local.get $selector)))
          (return (i64.mul (local.get $n) (i64.const 31))))
        (return (i64.extend_i32_u (i32.rotl (i32.wrap_i64 (local.get $n)) (i32.const 5)))))
      (local.set $x (f64.mul (f64.convert_i64_s (local.get $n)) (f64.const 0.5)))
      (f64.store (i32.const 1024) (local.get $x))
      (return (i64.trunc_sat_f64_s (f64.load (i32.const 1024)))))
    (i64.store offset=8 (i32.const 1024) (i64.shl (local.get $n) (i64.const 3)))
    (i32.store16 (i32.const 1040) (i32.load8_s offset=8 (i32.const 1024)))
    (i64.xor (i64.load offset=8 (i32.const 1024)) (i64.load16_u (i32.const 1040))))

  (func (export "_start")
    (local $frame i32) (local $i i32)
    (global.set $stack (local.tee $frame (i32.sub (global.get $stack) (i32.const 32))))
    (drop (call $args_sizes_get (i32.const 0) (i32.const 4)))
    (drop (call $args_get (i32.const 4096) (i32.const 8192)))
    (drop (call $environ_sizes_get (i32.const 0) (i32.const 4)))
    (drop (call $environ_get (i32.const 4096) (i32.const 8192)))
    (drop (call $clock_time_get (i32.const 0) (i64.const 1) (i32.const 8)))
    (drop (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 8)))
    (drop (call $fd_prestat_get (i32.const 3) (i32.const 8)))
    (drop (call $fd_fdstat_get (i32.const 1) (i32.const 32)))
    (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 5) (i32.const 0) (i64.const 2) (i64.const 0)
      (i32.const 0) (i32.const 8)))
    (drop (call $fd_seek (i32.const 0) (i64.const 0) (i32.const 1) (i32.const 8)))
    (drop (call $fd_close (i32.const 9)))
    (drop (call $random_get (i32.const 16) (i32.const 16)))
    ;; The vector of buffers: 24 bytes at 64.
    (i32.store (i32.const 0) (i32.const 64))
    (i32.store (i32.const 4) (i32.const 24))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (drop (call $fd_write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
    (i32.store (i32.const 0) (i32.const 2048))
    (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
    (loop $again
      (drop (call $mix (i32.and (local.get $i) (i32.const 3)) (i64.extend_i32_s (local.get $i))))
      (br_if $again (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 8))))
    (drop (i32.add
      (call $count (i32.const 64) (i32.const 0))
      (call $count (i32.const 64) (i32.const 1))))
    (drop (call $sum (i32.const 64)))
    (memory.copy (i32.const 2048) (i32.const 64) (i32.const 24))
    (memory.fill (i32.const 2048) (i32.const 0) (i32.const 24))
    (memory.copy (i32.const 2048) (i32.const 64) (i32.const 240))
    (memory.fill (i32.const 2048) (i32.const 0) (i32.const 240))
    (drop (memory.grow (i32.const 1)))
    (global.set $stack (i32.add (local.get $frame) (i32.const 32)))
    (call $proc_exit (i32.const 0))))
