package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import java.util.Collections;
import java.util.List;

/** The core function types of canonical built-ins (CanonicalABI.md "Canonical Definitions"). */
public final class BuiltinSignature {
    private BuiltinSignature() {}

    /**
     * The type of a built-in.
     *
     * @throws IllegalArgumentException if it depends on other types
     */
    public static FunctionType of(BuiltinKind kind) {
        return switch (kind) {
            case TASK_CANCEL, BACKPRESSURE_INC, BACKPRESSURE_DEC -> type(0);
            case WAITABLE_SET_NEW, THREAD_INDEX, THREAD_SUSPEND, THREAD_YIELD, THREAD_AVAILABLE_PARALLELISM ->
                type(0, NumberType.I32);
            case STREAM_NEW, FUTURE_NEW -> type(0, NumberType.I64);
            case RESOURCE_DROP,
                    SUBTASK_DROP,
                    WAITABLE_SET_DROP,
                    ERROR_CONTEXT_DROP,
                    THREAD_RESUME_LATER,
                    STREAM_DROP_READABLE,
                    STREAM_DROP_WRITABLE,
                    FUTURE_DROP_READABLE,
                    FUTURE_DROP_WRITABLE -> type(1);
            case RESOURCE_NEW,
                    RESOURCE_REP,
                    SUBTASK_CANCEL,
                    STREAM_CANCEL_READ,
                    STREAM_CANCEL_WRITE,
                    FUTURE_CANCEL_READ,
                    FUTURE_CANCEL_WRITE,
                    THREAD_SUSPEND_THEN_RESUME,
                    THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE,
                    THREAD_YIELD_THEN_PROMOTE -> type(1, NumberType.I32);
            case WAITABLE_JOIN, ERROR_CONTEXT_DEBUG_MESSAGE -> type(2);
            case FUTURE_READ,
                    FUTURE_WRITE,
                    ERROR_CONTEXT_NEW,
                    WAITABLE_SET_WAIT,
                    WAITABLE_SET_POLL,
                    THREAD_NEW_INDIRECT,
                    THREAD_SPAWN_INDIRECT -> type(2, NumberType.I32);
            case STREAM_READ, STREAM_WRITE -> type(3, NumberType.I32);
            case CONTEXT_GET, CONTEXT_SET, TASK_RETURN, THREAD_SPAWN_REF ->
                throw new IllegalArgumentException(kind.text() + " has no type of its own");
        };
    }

    /** The type of {@code context.get} or {@code context.set} for slots of a type. */
    public static FunctionType ofSlot(BuiltinKind kind, ValueType slotType) {
        return kind == BuiltinKind.CONTEXT_GET
                ? new FunctionType(List.of(), List.of(slotType))
                : new FunctionType(List.of(slotType), List.of());
    }

    private static FunctionType type(int parameters, ValueType... results) {
        return new FunctionType(Collections.nCopies(parameters, NumberType.I32), List.of(results));
    }
}
