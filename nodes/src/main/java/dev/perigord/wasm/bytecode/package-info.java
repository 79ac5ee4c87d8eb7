/**
 * Functions as JVM byte code, which HotSpot compiles in all its tiers.
 *
 * <p>{@code CodeLoader} makes a class for each function of a module when the JVM first needs it; {@code MethodEmitter}
 * reads its instructions and asks an emitter for each family of them, which share an {@code Emission}; {@code Partition}
 * cuts what is too large for one method, by what a {@code Survey} or a {@code Measurement} says. {@code TypeClasses} let functions of different modules call each other, and
 * {@code GeneratedRootNode} is the way in from Truffle and the way out for exceptions.
 */
package dev.perigord.wasm.bytecode;
