/** {@code wasi:filesystem}: descriptors of files and directories, and those that a guest starts with. */
package dev.perigord.wasm.wasi.preview2.filesystem;
