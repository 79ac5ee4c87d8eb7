package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.ErrorContext;
import dev.perigord.wasm.component.type.PrimitiveType;

/** A value of type {@code error-context}: shared, so that lifting it leaves it where it is. */
final class ErrorContextValueNode extends ValueNode {
    private final PrimitiveType type;

    ErrorContextValueNode(PrimitiveType type) {
        this.type = type;
    }

    @Override
    Object load(Transfer transfer, long address) {
        return find(transfer, transfer.memory().readInt(address, this));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return find(transfer, (int) flat[at]);
    }

    @TruffleBoundary
    private ErrorContext find(Transfer transfer, int index) {
        return transfer.state().handles().get(index, ErrorContext.class, "error-context", this);
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        transfer.memory().writeInt(address, add(transfer, value), this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = add(transfer, value);
    }

    @TruffleBoundary
    private int add(Transfer transfer, Object value) {
        if (!(value instanceof ErrorContext context)) {
            throw HostValues.wrong(type, value);
        }
        return transfer.state().handles().add(context, this);
    }
}
