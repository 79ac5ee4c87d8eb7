package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.runtime.WasmMemory;

/**
 * A string on its way from one component to another: checked, but still in the memory of the first.
 *
 * @param memory where it is
 * @param address where it begins
 * @param codeUnits its length
 * @param encoding how it is encoded
 * @param plainUtf16 whether the first component has all its strings in UTF-16, also those that are Latin-1
 */
record GuestText(WasmMemory memory, long address, int codeUnits, TextEncoding encoding, boolean plainUtf16) {
    int byteLength() {
        return codeUnits * encoding.unitSize();
    }
}
