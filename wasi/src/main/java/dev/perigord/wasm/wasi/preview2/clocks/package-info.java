/** {@code wasi:clocks}. */
package dev.perigord.wasm.wasi.preview2.clocks;
