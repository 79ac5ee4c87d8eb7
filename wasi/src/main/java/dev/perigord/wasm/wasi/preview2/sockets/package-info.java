/** {@code wasi:sockets}: declared, so that guests which import it run; every use is denied. */
package dev.perigord.wasm.wasi.preview2.sockets;
