package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;

/** A value that is an index into the handles of an instance: of a resource, an end of a stream or future, an error context. */
abstract class IndexValueNode extends ValueNode {
    /** What the index of the instance stands for. */
    abstract Object lift(Transfer transfer, int index);

    /** The index by which the instance knows a value from now on. */
    abstract int lower(Transfer transfer, Object value);

    @Override
    final Object load(Transfer transfer, long address) {
        return lift(transfer, transfer.memory().readInt(address, this));
    }

    @Override
    final Object lift(Transfer transfer, Object[] flat, int at) {
        return lift(transfer, (int) flat[at]);
    }

    @Override
    final void store(Transfer transfer, Object value, long address) {
        transfer.memory().writeInt(address, lower(transfer, value), this);
    }

    @Override
    final void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = lower(transfer, value);
    }
}
