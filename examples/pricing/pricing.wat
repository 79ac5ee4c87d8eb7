;; A rule that a user of a shop writes: from ten pieces on, a tenth off.
;;
;; package shop:pricing;
;; interface shop {
;;   lookup: func(item: string) -> option<u32>;   // the price of one piece
;;   log: func(message: string);
;; }
;; world rule {
;;   import shop;
;;   export price: func(item: string, count: u32) -> result<u32, string>;
;; }
(component
  (import "shop:pricing/shop" (instance $shop
    (export "lookup" (func (param "item" string) (result (option u32))))
    (export "log" (func (param "message" string)))))

  ;; The only string that comes in is the item: it is always at address 64.
  (core module $Memory
    (memory (export "memory") 1)
    (data (i32.const 0) "no such item")
    (data (i32.const 48) "a tenth off for ")
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (if (i32.gt_u (local.get $size) (i32.const 60000)) (then (unreachable)))
      (i32.const 64)))
  (core instance $memory (instantiate $Memory))
  (core func $lookup (canon lower (func $shop "lookup") (memory (core memory $memory "memory"))))
  (core func $log (canon lower (func $shop "log") (memory (core memory $memory "memory"))))

  (core module $Rule
    (import "shop" "lookup" (func $lookup (param $item i32) (param $length i32) (param $result i32)))
    (import "shop" "log" (func $log (param $message i32) (param $length i32)))
    (import "memory" "memory" (memory 1))

    ;; What lookup returns is at 16: whether there is a price, and the price. What price returns is at 32.
    (func (export "price") (param $item i32) (param $length i32) (param $count i32) (result i32)
      (local $price i32)
      (call $lookup (local.get $item) (local.get $length) (i32.const 16))
      (if (i32.eqz (i32.load8_u (i32.const 16)))
        (then
          (i32.store8 (i32.const 32) (i32.const 1))   ;; err("no such item")
          (i32.store (i32.const 36) (i32.const 0))
          (i32.store (i32.const 40) (i32.const 12))
          (return (i32.const 32))))
      (local.set $price (i32.mul (i32.load (i32.const 20)) (local.get $count)))
      (if (i32.ge_u (local.get $count) (i32.const 10))
        (then
          (call $log (i32.const 48) (i32.add (local.get $length) (i32.const 16)))
          (local.set $price (i32.div_u (i32.mul (local.get $price) (i32.const 9)) (i32.const 10)))))
      (i32.store8 (i32.const 32) (i32.const 0))       ;; ok(price)
      (i32.store (i32.const 36) (local.get $price))
      (i32.const 32)))
  (core instance $rule (instantiate $Rule
    (with "shop" (instance (export "lookup" (func $lookup)) (export "log" (func $log))))
    (with "memory" (instance $memory))))

  (func (export "price") (param "item" string) (param "count" u32) (result (result u32 (error string)))
    (canon lift
      (core func $rule "price")
      (memory (core memory $memory "memory"))
      (realloc (core func $memory "realloc")))))
