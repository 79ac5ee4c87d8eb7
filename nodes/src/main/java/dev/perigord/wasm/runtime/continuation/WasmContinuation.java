package dev.perigord.wasm.runtime.continuation;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmTag;
import java.util.Arrays;

/** A continuation (proposal stack switching): the rest of a computation, to be gone on with at most once. */
public final class WasmContinuation implements TruffleObject {
    private static final Object[] NO_VALUES = {};

    private final DefinedType type;
    private final Coroutine coroutine;

    /** The values that were given in advance. */
    private final Object[] bound;

    private boolean consumed;

    private WasmContinuation(DefinedType type, Coroutine coroutine, Object[] bound) {
        this.type = type;
        this.coroutine = coroutine;
        this.bound = bound;
    }

    /** A continuation that begins with a call of a function. */
    public static WasmContinuation of(DefinedType type, WasmFunction function, Stacks stacks) {
        return new WasmContinuation(type, new Coroutine(function, stacks), NO_VALUES);
    }

    /** The type. */
    public DefinedType type() {
        return type;
    }

    /** The same continuation, of another type, with the first of the values it waits for. */
    @TruffleBoundary
    public WasmContinuation bind(DefinedType newType, Object[] values, Node location) {
        consume(location);
        return new WasmContinuation(newType, coroutine, concatenate(bound, values));
    }

    private void consume(Node location) {
        if (consumed) {
            throw Trap.CONTINUATION_CONSUMED.at(location);
        }
        consumed = true;
    }

    private static Object[] concatenate(Object[] first, Object[] second) {
        Object[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** How a resumed continuation comes back: with its results, or suspended where a handler waits for it. */
    public sealed interface Outcome {
        /** It has ended with results. */
        record Ended(Object[] results) implements Outcome {}

        /** A handler was found: it gets the values and the rest of the computation. */
        record Suspended(int handler, Object[] values, Coroutine rest) implements Outcome {
            /** The rest of the computation. */
            public WasmContinuation continuation(DefinedType type) {
                return new WasmContinuation(type, rest, NO_VALUES);
            }
        }
    }

    /** Goes on with values until the end or a suspension with a handler; one without goes to whoever resumed this code. */
    @TruffleBoundary
    public Outcome resume(Object[] values, Suspension.Handlers handlers, Node location) {
        consume(location);
        return run(coroutine, coroutine.resume(concatenate(bound, values)), handlers, location);
    }

    /** Goes on by throwing an exception. */
    @TruffleBoundary
    public Outcome resumeThrow(AbstractTruffleException exception, Suspension.Handlers handlers, Node location) {
        consume(location);
        return run(coroutine, coroutine.resumeThrow(exception), handlers, location);
    }

    private static Outcome run(Coroutine first, Object firstOutcome, Suspension.Handlers handlers, Node location) {
        Coroutine running = first;
        Object outcome = firstOutcome;
        while (outcome instanceof Suspension suspension) {
            int handler = handlers.find(suspension);
            if (handler >= 0 && suspension.target() == null) {
                return new Outcome.Suspended(handler, suspension.values(), running);
            }
            if (handler >= 0) {
                WasmContinuation target = suspension.target();
                target.consume(location);
                WasmContinuation back = new WasmContinuation(target.backType(), running, NO_VALUES);
                Object[] values = concatenate(target.bound, suspension.values());
                running = target.coroutine;
                outcome = running.resume(concatenate(values, new Object[] {back}));
            } else if (Coroutine.isRunning()) {
                outcome = forward(running, suspension, location);
            } else {
                outcome = running.resumeThrow(Trap.UNHANDLED_TAG.at(location));
            }
        }
        return new Outcome.Ended(((Coroutine.Results) outcome).values());
    }

    private static Object forward(Coroutine running, Suspension suspension, Node location) {
        Object[] values;
        try {
            values = Coroutine.suspend(suspension, location);
        } catch (AbstractTruffleException e) {
            return running.resumeThrow(e);
        }
        return running.resume(values);
    }

    /** The type of the continuation that a function which is switched to gets as its last parameter. */
    private DefinedType backType() {
        DefinedType function = (DefinedType) ((ContinuationType) type.composite()).function();
        ReferenceType last = (ReferenceType) function.function().parameters().getLast();
        return (DefinedType) last.heapType();
    }

    /** Suspends the computation that runs; gives the values with which it is resumed. */
    public static Object[] suspend(WasmTag tag, Object[] values, Node location) {
        return Coroutine.suspend(new Suspension(tag, values, null), location);
    }

    /** Suspends the computation that runs and goes on with this one in its place. */
    public Object[] switchTo(WasmTag tag, Object[] values, Node location) {
        if (consumed) {
            throw Trap.CONTINUATION_CONSUMED.at(location);
        }
        return Coroutine.suspend(new Suspension(tag, values, this), location);
    }
}
