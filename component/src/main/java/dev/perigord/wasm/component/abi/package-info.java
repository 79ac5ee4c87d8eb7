/**
 * The canonical ABI as Truffle nodes: for each function a tree that lifts and lowers its values, shared by all contexts
 * (CanonicalABI.md "Lifting and Lowering Values").
 */
package dev.perigord.wasm.component.abi;
