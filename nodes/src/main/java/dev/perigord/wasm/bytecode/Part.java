package dev.perigord.wasm.bytecode;

/**
 * Consecutive instructions that are one JVM method.
 *
 * @param number 0 for the function itself
 * @param start the offset of the first one
 * @param end the offset behind the last one
 * @param size about how large its code is
 */
record Part(int number, int start, int end, int size) {}
