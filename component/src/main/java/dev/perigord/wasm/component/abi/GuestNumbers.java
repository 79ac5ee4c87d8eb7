package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.runtime.WasmMemory;

/**
 * A list of numbers on its way from one component to another: checked, but still in the memory of the first.
 *
 * @param memory where it is
 * @param address where it begins
 * @param length how many numbers there are
 */
record GuestNumbers(WasmMemory memory, long address, int length) {}
