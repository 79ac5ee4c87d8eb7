package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.ErrorContext;
import dev.perigord.wasm.component.type.PrimitiveType;

/** A value of type {@code error-context}: shared, so that lifting it leaves it where it is. */
final class ErrorContextValueNode extends IndexValueNode {
    private final PrimitiveType type;

    ErrorContextValueNode(PrimitiveType type) {
        this.type = type;
    }

    @Override
    @TruffleBoundary
    Object lift(Transfer transfer, int index) {
        return transfer.state().handles().get(index, ErrorContext.class, "error-context", this);
    }

    @Override
    @TruffleBoundary
    int lower(Transfer transfer, Object value) {
        if (!(value instanceof ErrorContext context)) {
            throw HostValues.wrong(type, value);
        }
        return transfer.state().handles().add(context, this);
    }
}
