;; Structures and arrays of the garbage-collected heap: n rounds of building a binary tree of 2,047 nodes, folding it through a virtual
;; method, and summing arrays of structures.
(module
  (rec
    (type $node (sub (struct (field $value (mut i32)) (field $left (ref null $node)) (field $right (ref null $node)))))
    (type $weigh (func (param (ref $node)) (result i32))))
  (type $special (sub $node (struct (field (mut i32)) (field (ref null $node)) (field (ref null $node))
    (field $weight i32) (field $method (ref $weigh)))))
  (type $nodes (array (mut (ref null $node))))
  (type $numbers (array (mut i32)))

  (elem declare func $twice $negated)
  (func $twice (type $weigh) (i32.mul (i32.const 2) (struct.get $node $value (local.get 0))))
  (func $negated (type $weigh) (i32.sub (i32.const 0) (struct.get $node $value (local.get 0))))

  (func $build (param $depth i32) (param $value i32) (result (ref null $node))
    (local $left (ref null $node)) (local $right (ref null $node))
    (if (i32.eqz (local.get $depth)) (then (return (ref.null $node))))
    (local.set $left (call $build (i32.sub (local.get $depth) (i32.const 1)) (i32.mul (local.get $value) (i32.const 3))))
    (local.set $right (call $build (i32.sub (local.get $depth) (i32.const 1)) (i32.add (local.get $value) (i32.const 5))))
    (if (result (ref null $node)) (i32.and (local.get $value) (i32.const 3))
      (then (struct.new $node (local.get $value) (local.get $left) (local.get $right)))
      (else (struct.new $special (local.get $value) (local.get $left) (local.get $right) (i32.const 7)
        (select (result (ref $weigh)) (ref.func $twice) (ref.func $negated) (i32.and (local.get $value) (i32.const 4)))))))

  (func $fold (param $node (ref null $node)) (result i32)
    (local $sum i32) (local $special (ref null $special))
    (if (ref.is_null (local.get $node)) (then (return (i32.const 1))))
    (local.set $sum (struct.get $node $value (local.get $node)))
    (block $plain
      (local.set $special
        (block $cast (result (ref $special))
          (drop (br_on_cast $cast (ref null $node) (ref $special) (local.get $node)))
          (br $plain)))
      (local.set $sum (i32.add (i32.mul (local.get $sum) (struct.get $special $weight (local.get $special)))
        (call_ref $weigh (ref.as_non_null (local.get $node)) (struct.get $special $method (local.get $special))))))
    (i32.add (i32.mul (call $fold (struct.get $node $left (local.get $node))) (i32.const 31))
      (i32.add (local.get $sum) (call $fold (struct.get $node $right (local.get $node))))))

  (func $arrays (param $size i32) (param $seed i32) (result i32)
    (local $objects (ref $nodes)) (local $numbers (ref $numbers)) (local $i i32) (local $sum i32)
    (local.set $objects (array.new_default $nodes (local.get $size)))
    (local.set $numbers (array.new $numbers (local.get $seed) (local.get $size)))
    (loop $fill
      (array.set $nodes (local.get $objects) (local.get $i)
        (struct.new $node (i32.xor (local.get $i) (local.get $seed)) (ref.null $node) (ref.null $node)))
      (array.set $numbers (local.get $numbers) (local.get $i)
        (i32.mul (local.get $i) (i32.add (array.get $numbers (local.get $numbers) (local.get $i)) (i32.const 1))))
      (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (array.len (local.get $objects)))))
    (local.set $i (i32.const 0))
    (loop $sum
      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 33))
        (i32.add (struct.get $node $value (array.get $nodes (local.get $objects) (local.get $i)))
          (array.get $numbers (local.get $numbers) (local.get $i)))))
      (br_if $sum (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $size))))
    (local.get $sum))

  (func (export "run") (param $n i32) (result i32) (local $hash i32)
    (loop $rounds
      (local.set $hash (i32.add (i32.rotl (local.get $hash) (i32.const 3))
        (i32.xor (call $fold (call $build (i32.const 11) (local.get $n))) (call $arrays (i32.const 1000) (local.get $n)))))
      (br_if $rounds (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $hash)))
