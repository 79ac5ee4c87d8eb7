/** {@code wasi:http}: messages in memory; every request to the outside is denied. */
package dev.perigord.wasm.wasi.preview2.http;
