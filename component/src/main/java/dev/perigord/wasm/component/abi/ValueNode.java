package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.Transfer;

/**
 * Lifts and lowers values of one type, from and to core values in an array or linear memory. Whoever calls has checked
 * that addresses are aligned and in bounds.
 */
abstract class ValueNode extends Node {
    /** The value at an address. */
    abstract Object load(Transfer transfer, long address);

    /** The value of the core values from index {@code at} on. */
    abstract Object lift(Transfer transfer, Object[] flat, int at);

    /** Writes a value to an address. */
    abstract void store(Transfer transfer, Object value, long address);

    /** Writes the core values of a value to index {@code at} and those that follow. */
    abstract void lower(Transfer transfer, Object value, Object[] flat, int at);
}
