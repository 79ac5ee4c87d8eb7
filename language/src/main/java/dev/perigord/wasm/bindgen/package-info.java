/**
 * Java source for WIT worlds: types, interfaces to call and to implement, and a class that instantiates components. What
 * it writes runs on {@link dev.perigord.wasm.embedding}, whose table says which Java types belong to which WIT types.
 */
package dev.perigord.wasm.bindgen;
