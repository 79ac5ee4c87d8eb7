/** How the interfaces of WASI 0.2 are written down: one declaration of names, signatures and what is done. */
package dev.perigord.wasm.wasi.preview2.declaration;
