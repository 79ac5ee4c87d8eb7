package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.runtime.TrapException;

/** The checks of list ranges in linear memory (CanonicalABI.md {@code load_list_from_range}). */
final class ListRange {
    /** The longest list in bytes. */
    private static final long MAX_BYTES = (1L << 28) - 1;

    private ListRange() {}

    /** Traps unless a list of elements fits where it is said to be. */
    static void check(Transfer transfer, long address, long length, Layout element, boolean fused, Node location) {
        if ((address & (element.alignment() - 1)) != 0) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("unaligned pointer", location);
        }
        Pointers.checkRange(
                transfer.memory(),
                address,
                length,
                element.size(),
                fused ? "list content out-of-bounds" : "list pointer/length out of bounds of memory",
                location);
        checkLength(length * element.size(), location);
    }

    static void checkLength(long bytes, Node location) {
        if (bytes > MAX_BYTES) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("list of " + bytes + " bytes is longer than the canonical ABI allows", location);
        }
    }
}
