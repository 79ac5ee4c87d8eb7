;; Instantiates a component and a core module that it is given.
(component $maker
  (import "adder" (component $Adder (export "add" (func (param "a" u32) (param "b" u32) (result u32)))))
  (import "constant" (core module $Constant (export "value" (func (result i32)))))
  (instance $first (instantiate $Adder))
  (core instance $constant (instantiate $Constant))
  (func (export "value") (result u32) (canon lift (core func $constant "value")))
  (export "add" (func $first "add")))
