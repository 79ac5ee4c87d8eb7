/** {@code wasi:cli}: arguments, environment, exit, standard streams and terminals. */
package dev.perigord.wasm.wasi.preview2.cli;
