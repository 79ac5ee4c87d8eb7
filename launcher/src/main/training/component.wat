;; What a C program with the libc of WASI 0.2 does: the script `wasm` makes its AOT cache of runs of this and module.wat.
;; What is imported and called here starts fast later.
(component
  (import "wasi:cli/environment@0.2.0" (instance $environment
    (export "get-environment" (func (result (list (tuple string string)))))
    (export "get-arguments" (func (result (list string))))))
  (import "wasi:cli/exit@0.2.0" (instance $exit
    (export "exit" (func (param "status" (result))))))
  (import "wasi:io/error@0.2.0" (instance $errors
    (export "error" (type (sub resource)))))
  (alias export $errors "error" (type $error))
  (import "wasi:io/poll@0.2.0" (instance $poll
    (export "pollable" (type (sub resource)))))
  (import "wasi:io/streams@0.2.0" (instance $streams
    (export "input-stream" (type $input-stream (sub resource)))
    (export "output-stream" (type $output-stream (sub resource)))
    (alias outer 1 $error (type $outer-error))
    (export "error" (type $error (eq $outer-error)))
    (type $stream-error' (variant (case "last-operation-failed" (own $error)) (case "closed")))
    (export "stream-error" (type $stream-error (eq $stream-error')))
    (export "[method]input-stream.blocking-read"
      (func (param "self" (borrow $input-stream)) (param "len" u64) (result (result (list u8) (error $stream-error)))))
    (export "[method]output-stream.check-write"
      (func (param "self" (borrow $output-stream)) (result (result u64 (error $stream-error)))))
    (export "[method]output-stream.write"
      (func (param "self" (borrow $output-stream)) (param "contents" (list u8)) (result (result (error $stream-error)))))
    (export "[method]output-stream.blocking-write-and-flush"
      (func (param "self" (borrow $output-stream)) (param "contents" (list u8)) (result (result (error $stream-error)))))
    (export "[method]output-stream.blocking-flush"
      (func (param "self" (borrow $output-stream)) (result (result (error $stream-error)))))))
  (alias export $streams "input-stream" (type $input-stream))
  (alias export $streams "output-stream" (type $output-stream))
  (import "wasi:cli/stdin@0.2.0" (instance $stdin
    (alias outer 1 $input-stream (type $outer))
    (export "input-stream" (type $input-stream (eq $outer)))
    (export "get-stdin" (func (result (own $input-stream))))))
  (import "wasi:cli/stdout@0.2.0" (instance $stdout
    (alias outer 1 $output-stream (type $outer))
    (export "output-stream" (type $output-stream (eq $outer)))
    (export "get-stdout" (func (result (own $output-stream))))))
  (import "wasi:cli/terminal-output@0.2.0" (instance $terminals
    (export "terminal-output" (type (sub resource)))))
  (alias export $terminals "terminal-output" (type $terminal-output))
  (import "wasi:cli/terminal-stdout@0.2.0" (instance $terminal-stdout
    (alias outer 1 $terminal-output (type $outer))
    (export "terminal-output" (type $terminal-output (eq $outer)))
    (export "get-terminal-stdout" (func (result (option (own $terminal-output)))))))
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $monotonic-clock
    (type $instant' u64)
    (export "instant" (type $instant (eq $instant')))
    (export "now" (func (result $instant)))))
  (import "wasi:clocks/wall-clock@0.2.0" (instance $wall-clock
    (type $datetime' (record (field "seconds" u64) (field "nanoseconds" u32)))
    (export "datetime" (type $datetime (eq $datetime')))
    (export "now" (func (result $datetime)))))
  (import "wasi:random/random@0.2.0" (instance $random
    (export "get-random-bytes" (func (param "len" u64) (result (list u8))))))
  (import "wasi:filesystem/types@0.2.0" (instance $filesystem
    (export "descriptor" (type $descriptor (sub resource)))
    (type $code' (enum "access" "would-block" "already" "bad-descriptor" "busy" "deadlock" "quota" "exist" "file-too-large"
      "illegal-byte-sequence" "in-progress" "interrupted" "invalid" "io" "is-directory" "loop" "too-many-links"
      "message-size" "name-too-long" "no-device" "no-entry" "no-lock" "insufficient-memory" "insufficient-space"
      "not-directory" "not-empty" "not-recoverable" "unsupported" "no-tty" "no-such-device" "overflow" "not-permitted"
      "pipe" "read-only" "invalid-seek" "text-file-busy" "cross-device"))
    (export "error-code" (type $code (eq $code')))
    (type $flags' (flags "read" "write" "file-integrity-sync" "data-integrity-sync" "requested-write-sync" "mutate-directory"))
    (export "descriptor-flags" (type $flags (eq $flags')))
    (export "[method]descriptor.get-flags"
      (func (param "self" (borrow $descriptor)) (result (result $flags (error $code)))))))
  (alias export $filesystem "descriptor" (type $descriptor))
  (import "wasi:filesystem/preopens@0.2.0" (instance $preopens
    (alias outer 1 $descriptor (type $outer))
    (export "descriptor" (type $descriptor (eq $outer)))
    (export "get-directories" (func (result (list (tuple (own $descriptor) string)))))))

  ;; What every C program imports and few call.
  (import "wasi:cli/stderr@0.2.0" (instance
    (alias outer 1 $output-stream (type $outer))
    (export "output-stream" (type $output-stream (eq $outer)))
    (export "get-stderr" (func (result (own $output-stream))))))
  (import "wasi:sockets/tcp@0.2.0" (instance
    (export "tcp-socket" (type (sub resource)))))
  (import "wasi:sockets/udp@0.2.0" (instance
    (export "udp-socket" (type (sub resource)))))

  ;; Memory and its allocator are a module of their own, because functions that are lowered need them.
  (core module $libc
    (memory (export "memory") 2)
    (global $free (mut i32) (i32.const 4096))
    (func (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (local.set $new
        (i32.and
          (i32.sub (i32.add (global.get $free) (local.get $align)) (i32.const 1))
          (i32.sub (i32.const 0) (local.get $align))))
      (global.set $free (i32.add (local.get $new) (local.get $size)))
      (if (local.get $old)
        (then (memory.copy (local.get $new) (local.get $old) (local.get $old-size))))
      (local.get $new)))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (alias core export $libc "cabi_realloc" (core func $realloc))

  (core func $get-environment (canon lower (func $environment "get-environment") (memory $memory) (realloc $realloc)))
  (core func $get-arguments (canon lower (func $environment "get-arguments") (memory $memory) (realloc $realloc)))
  (core func $exit (canon lower (func $exit "exit")))
  (core func $get-stdin (canon lower (func $stdin "get-stdin")))
  (core func $get-stdout (canon lower (func $stdout "get-stdout")))
  (core func $get-terminal (canon lower (func $terminal-stdout "get-terminal-stdout") (memory $memory)))
  (core func $read
    (canon lower (func $streams "[method]input-stream.blocking-read") (memory $memory) (realloc $realloc)))
  (core func $check-write (canon lower (func $streams "[method]output-stream.check-write") (memory $memory)))
  (core func $write (canon lower (func $streams "[method]output-stream.write") (memory $memory)))
  (core func $write-and-flush
    (canon lower (func $streams "[method]output-stream.blocking-write-and-flush") (memory $memory)))
  (core func $flush (canon lower (func $streams "[method]output-stream.blocking-flush") (memory $memory)))
  (core func $monotonic-now (canon lower (func $monotonic-clock "now")))
  (core func $wall-now (canon lower (func $wall-clock "now") (memory $memory)))
  (core func $random-bytes (canon lower (func $random "get-random-bytes") (memory $memory) (realloc $realloc)))
  (core func $get-directories (canon lower (func $preopens "get-directories") (memory $memory) (realloc $realloc)))
  (core func $get-flags (canon lower (func $filesystem "[method]descriptor.get-flags") (memory $memory)))
  (core func $drop-input (canon resource.drop $input-stream))
  (core func $drop-output (canon resource.drop $output-stream))
  (core func $drop-descriptor (canon resource.drop $descriptor))

  (core module $program
    (import "libc" "memory" (memory 2))
    (import "wasi" "get-environment" (func $get-environment (param i32)))
    (import "wasi" "get-arguments" (func $get-arguments (param i32)))
    (import "wasi" "exit" (func $exit (param i32)))
    (import "wasi" "get-stdin" (func $get-stdin (result i32)))
    (import "wasi" "get-stdout" (func $get-stdout (result i32)))
    (import "wasi" "get-terminal" (func $get-terminal (param i32)))
    (import "wasi" "read" (func $read (param i32 i64 i32)))
    (import "wasi" "check-write" (func $check-write (param i32 i32)))
    (import "wasi" "write" (func $write (param i32 i32 i32 i32)))
    (import "wasi" "write-and-flush" (func $write-and-flush (param i32 i32 i32 i32)))
    (import "wasi" "flush" (func $flush (param i32 i32)))
    (import "wasi" "monotonic-now" (func $monotonic-now (result i64)))
    (import "wasi" "wall-now" (func $wall-now (param i32)))
    (import "wasi" "random-bytes" (func $random-bytes (param i64 i32)))
    (import "wasi" "get-directories" (func $get-directories (param i32)))
    (import "wasi" "get-flags" (func $get-flags (param i32 i32)))
    (import "wasi" "drop-input" (func $drop-input (param i32)))
    (import "wasi" "drop-output" (func $drop-output (param i32)))
    (import "wasi" "drop-descriptor" (func $drop-descriptor (param i32)))
    (data (i32.const 64) "hello from the training\n")

    (func (export "run") (result i32)
      (local $stream i32)
      (call $get-environment (i32.const 0))
      (call $get-arguments (i32.const 0))
      (drop (call $monotonic-now))
      (call $wall-now (i32.const 16))
      (call $random-bytes (i64.const 16) (i32.const 0))
      (call $get-terminal (i32.const 0))
      (call $get-directories (i32.const 0))
      (if (i32.load (i32.const 4))
        (then
          (call $get-flags (i32.load (i32.load (i32.const 0))) (i32.const 8))
          (call $drop-descriptor (i32.load (i32.load (i32.const 0))))))
      (local.set $stream (call $get-stdin))
      (call $read (local.get $stream) (i64.const 16) (i32.const 0))
      (call $drop-input (local.get $stream))
      (local.set $stream (call $get-stdout))
      (call $check-write (local.get $stream) (i32.const 0))
      (call $write (local.get $stream) (i32.const 64) (i32.const 24) (i32.const 0))
      (call $flush (local.get $stream) (i32.const 0))
      (call $write-and-flush (local.get $stream) (i32.const 64) (i32.const 24) (i32.const 0))
      (call $drop-output (local.get $stream))
      (call $exit (i32.const 0))
      (i32.const 0)))
  (core instance $program (instantiate $program
    (with "libc" (instance $libc))
    (with "wasi" (instance
      (export "get-environment" (func $get-environment))
      (export "get-arguments" (func $get-arguments))
      (export "exit" (func $exit))
      (export "get-stdin" (func $get-stdin))
      (export "get-stdout" (func $get-stdout))
      (export "get-terminal" (func $get-terminal))
      (export "read" (func $read))
      (export "check-write" (func $check-write))
      (export "write" (func $write))
      (export "write-and-flush" (func $write-and-flush))
      (export "flush" (func $flush))
      (export "monotonic-now" (func $monotonic-now))
      (export "wall-now" (func $wall-now))
      (export "random-bytes" (func $random-bytes))
      (export "get-directories" (func $get-directories))
      (export "get-flags" (func $get-flags))
      (export "drop-input" (func $drop-input))
      (export "drop-output" (func $drop-output))
      (export "drop-descriptor" (func $drop-descriptor))))))

  (func $run (result (result)) (canon lift (core func $program "run")))
  (component $shim
    (import "import-func-run" (func $run (result (result))))
    (export "run" (func $run)))
  (instance $run (instantiate $shim (with "import-func-run" (func $run))))
  (export "wasi:cli/run@0.2.0" (instance $run)))
