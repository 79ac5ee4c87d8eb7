/** {@code wasi:io}: errors, pollables and streams. */
package dev.perigord.wasm.wasi.preview2.io;
