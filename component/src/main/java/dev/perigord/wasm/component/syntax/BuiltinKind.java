package dev.perigord.wasm.component.syntax;

import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.CANCEL;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.CANCEL_MEMORY;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.FLAG;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.FLAG_TYPE;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.FLAG_TYPE_TABLE;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.NONE;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.OPTIONS;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.RESULT_OPTIONS;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.SLOT;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.TYPE;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.TYPE_FLAG;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.TYPE_OPTIONS;
import static dev.perigord.wasm.component.syntax.BuiltinKind.Immediates.TYPE_TABLE;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of canonical built-ins: code, name, immediates (Binary.md {@code canon}). */
public enum BuiltinKind {
    RESOURCE_NEW(0x02, TYPE),
    RESOURCE_DROP(0x03, TYPE),
    RESOURCE_REP(0x04, TYPE),
    TASK_CANCEL(0x05, NONE),
    SUBTASK_CANCEL(0x06, FLAG),
    TASK_RETURN(0x09, RESULT_OPTIONS),
    CONTEXT_GET(0x0A, SLOT),
    CONTEXT_SET(0x0B, SLOT),
    THREAD_YIELD(0x0C, CANCEL),
    SUBTASK_DROP(0x0D, NONE),
    STREAM_NEW(0x0E, TYPE),
    STREAM_READ(0x0F, TYPE_OPTIONS),
    STREAM_WRITE(0x10, TYPE_OPTIONS),
    STREAM_CANCEL_READ(0x11, TYPE_FLAG, "stream.cancel-read"),
    STREAM_CANCEL_WRITE(0x12, TYPE_FLAG, "stream.cancel-write"),
    STREAM_DROP_READABLE(0x13, TYPE, "stream.drop-readable"),
    STREAM_DROP_WRITABLE(0x14, TYPE, "stream.drop-writable"),
    FUTURE_NEW(0x15, TYPE),
    FUTURE_READ(0x16, TYPE_OPTIONS),
    FUTURE_WRITE(0x17, TYPE_OPTIONS),
    FUTURE_CANCEL_READ(0x18, TYPE_FLAG, "future.cancel-read"),
    FUTURE_CANCEL_WRITE(0x19, TYPE_FLAG, "future.cancel-write"),
    FUTURE_DROP_READABLE(0x1A, TYPE, "future.drop-readable"),
    FUTURE_DROP_WRITABLE(0x1B, TYPE, "future.drop-writable"),
    ERROR_CONTEXT_NEW(0x1C, OPTIONS, "error-context.new"),
    ERROR_CONTEXT_DEBUG_MESSAGE(0x1D, OPTIONS, "error-context.debug-message"),
    ERROR_CONTEXT_DROP(0x1E, NONE, "error-context.drop"),
    WAITABLE_SET_NEW(0x1F, NONE, "waitable-set.new"),
    WAITABLE_SET_WAIT(0x20, CANCEL_MEMORY, "waitable-set.wait"),
    WAITABLE_SET_POLL(0x21, CANCEL_MEMORY, "waitable-set.poll"),
    WAITABLE_SET_DROP(0x22, NONE, "waitable-set.drop"),
    WAITABLE_JOIN(0x23, NONE),
    BACKPRESSURE_INC(0x24, NONE),
    BACKPRESSURE_DEC(0x25, NONE),
    THREAD_INDEX(0x26, NONE),
    THREAD_NEW_INDIRECT(0x27, TYPE_TABLE, "thread.new-indirect"),
    THREAD_RESUME_LATER(0x28, NONE, "thread.resume-later"),
    THREAD_SUSPEND(0x29, CANCEL),
    THREAD_SUSPEND_THEN_RESUME(0x2A, CANCEL, "thread.suspend-then-resume"),
    THREAD_YIELD_THEN_RESUME(0x2B, CANCEL, "thread.yield-then-resume"),
    THREAD_SUSPEND_THEN_PROMOTE(0x2C, CANCEL, "thread.suspend-then-promote"),
    THREAD_YIELD_THEN_PROMOTE(0x2D, CANCEL, "thread.yield-then-promote"),
    THREAD_SPAWN_REF(0x40, FLAG_TYPE, "thread.spawn-ref"),
    THREAD_SPAWN_INDIRECT(0x41, FLAG_TYPE_TABLE, "thread.spawn-indirect"),
    THREAD_AVAILABLE_PARALLELISM(0x42, FLAG, "thread.available-parallelism");

    /** What follows the code of a built-in. */
    public enum Immediates {
        /** Nothing. */
        NONE,
        /** A type index. */
        TYPE,
        /** A type index, then options. */
        TYPE_OPTIONS,
        /** A type index, then {@code async?}. */
        TYPE_FLAG,
        /** {@code async?} or {@code shared?}. */
        FLAG,
        /** {@code cancellable?}. */
        CANCEL,
        /** {@code cancellable?}, then a core memory index. */
        CANCEL_MEMORY,
        /** A result list, then options. */
        RESULT_OPTIONS,
        /** Options. */
        OPTIONS,
        /** A core value type, then a slot number. */
        SLOT,
        /** A core type index, then a core table index. */
        TYPE_TABLE,
        /** {@code shared?}, then a core type index. */
        FLAG_TYPE,
        /** {@code shared?}, then a core type index, then a core table index. */
        FLAG_TYPE_TABLE
    }

    private static final BuiltinKind[] BY_CODE = new BuiltinKind[0x43];
    private static final Map<String, BuiltinKind> BY_TEXT = new HashMap<>();

    static {
        for (BuiltinKind kind : values()) {
            BY_CODE[kind.code] = kind;
            BY_TEXT.put(kind.text, kind);
        }
    }

    private final int code;
    private final Immediates immediates;
    private final String text;

    BuiltinKind(int code, Immediates immediates) {
        this.code = code;
        this.immediates = immediates;
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    BuiltinKind(int code, Immediates immediates, String text) {
        this.code = code;
        this.immediates = immediates;
        this.text = text;
    }

    /** The byte of the binary format. */
    public int code() {
        return code;
    }

    /** What follows the code. */
    public Immediates immediates() {
        return immediates;
    }

    /** The name in the text format, such as {@code stream.cancel-read}. */
    public String text() {
        return text;
    }

    /** The keyword of the flag among the immediates, if there is one. */
    public String flag() {
        return switch (immediates) {
            case CANCEL, CANCEL_MEMORY -> "cancellable";
            case FLAG_TYPE, FLAG_TYPE_TABLE -> "shared";
            case FLAG -> this == SUBTASK_CANCEL ? "async" : "shared";
            default -> "async";
        };
    }

    /** Whether WASI 0.2 has it: only the resource built-ins are that old. */
    public boolean isBeyondPreview2() {
        return compareTo(RESOURCE_REP) > 0;
    }

    /** Whether it belongs to the proposal shared-everything-threads. */
    public boolean needsParallelThreads() {
        return compareTo(THREAD_SPAWN_REF) >= 0;
    }

    /** The built-in with a name of the text format, or null. */
    public static BuiltinKind ofText(String text) {
        return BY_TEXT.get(text);
    }

    /** The built-in with a code of the binary format, or null. */
    public static BuiltinKind ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
