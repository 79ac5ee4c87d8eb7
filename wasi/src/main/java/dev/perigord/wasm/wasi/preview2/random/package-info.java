/** {@code wasi:random}. */
package dev.perigord.wasm.wasi.preview2.random;
