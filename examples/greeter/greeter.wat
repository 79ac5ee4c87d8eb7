;; greeter.component.wasm is made of this text: jco parse greeter.wat -o greeter.component.wasm
;;
;; world greeter {
;;   export greet: func(name: string) -> string;
;; }
(component
  (core module $greeter
    (memory (export "memory") 1)
    (data (i32.const 8) "Hello, ")
    ;; Where free memory begins; the first eight bytes are the result of greet: address and length of a string.
    (global $heap (mut i32) (i32.const 64))

    ;; Nothing is given back one by one: all memory is free again after a call. Blocks never grow in place.
    (func $realloc (export "cabi_realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32)
      (result i32)
      (local $address i32) (local $end i32)
      (local.set $address
        (i32.and
          (i32.add (global.get $heap) (i32.sub (local.get $align) (i32.const 1)))
          (i32.sub (i32.const 0) (local.get $align))))
      (local.set $end (i32.add (local.get $address) (local.get $size)))
      (if (i32.lt_u (local.get $end) (local.get $address)) (then (unreachable)))
      (block $enough
        (loop $grow
          (br_if $enough (i32.le_u (local.get $end) (i32.mul (memory.size) (i32.const 65536))))
          (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then (unreachable)))
          (br $grow)))
      (memory.copy
        (local.get $address)
        (local.get $old)
        (select (local.get $old-size) (local.get $size) (i32.lt_u (local.get $old-size) (local.get $size))))
      (global.set $heap (local.get $end))
      (local.get $address))

    ;; "Hello, " + name + "!"
    (func (export "greet") (param $name i32) (param $length i32) (result i32)
      (local $greeting i32)
      (local.set $greeting
        (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (i32.add (local.get $length) (i32.const 8))))
      (memory.copy (local.get $greeting) (i32.const 8) (i32.const 7))
      (memory.copy (i32.add (local.get $greeting) (i32.const 7)) (local.get $name) (local.get $length))
      (i32.store8 (i32.add (i32.add (local.get $greeting) (i32.const 7)) (local.get $length)) (i32.const 0x21))
      (i32.store (i32.const 0) (local.get $greeting))
      (i32.store (i32.const 4) (i32.add (local.get $length) (i32.const 8)))
      (i32.const 0))

    (func (export "cabi_post_greet") (param i32) (global.set $heap (i32.const 64))))

  (core instance $instance (instantiate $greeter))
  (func (export "greet") (param "name" string) (result string)
    (canon lift
      (core func $instance "greet")
      (memory (core memory $instance "memory"))
      (realloc (core func $instance "cabi_realloc"))
      (post-return (core func $instance "cabi_post_greet")))))
