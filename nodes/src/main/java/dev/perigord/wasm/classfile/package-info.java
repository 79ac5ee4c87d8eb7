/**
 * Writes JVM class files (JVM specification, chapter 4): just enough for generated code, and fast, because it runs while
 * a user waits. {@code java.lang.classfile} derives stack maps from the code, which took most of the time there; who
 * emits validated WebAssembly knows them.
 */
package dev.perigord.wasm.classfile;
