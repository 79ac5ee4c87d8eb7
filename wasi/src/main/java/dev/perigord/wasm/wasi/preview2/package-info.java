/** WASI 0.2 ("preview 2"): the interfaces of the worlds {@code wasi:cli/command} and {@code wasi:http/proxy}. */
package dev.perigord.wasm.wasi.preview2;
