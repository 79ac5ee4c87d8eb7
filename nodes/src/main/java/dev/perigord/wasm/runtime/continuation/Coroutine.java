package dev.perigord.wasm.runtime.continuation;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;

/**
 * A function that runs on a stack of its own. What goes in and out at a switch are values of WebAssembly, a
 * {@link Suspension}, or an exception to throw on the other side.
 */
public final class Coroutine {
    /** The coroutine that the thread runs: one that resumes another waits for it, so there is a chain of them. */
    private static final ThreadLocal<Coroutine> CURRENT = new ThreadLocal<>();

    private final WasmFunction function;
    private final Stacks stacks;

    private Stack stack;
    private Object transfer;
    private boolean ended;

    /** Values that the function gives when it ends. */
    record Results(Object[] values) {}

    /** An exception that is to be thrown on the other side. */
    private record Failure(Throwable exception) {}

    /** A coroutine that calls a function when it is resumed first. */
    Coroutine(WasmFunction function, Stacks stacks) {
        this.function = function;
        this.stacks = stacks;
    }

    /**
     * Goes on, with the values that the function or suspension waits for.
     *
     * @return a {@link Suspension}, or {@link Results} if the function has ended
     */
    @TruffleBoundary
    Object resume(Object[] values) {
        return transfer(values);
    }

    /** Goes on by throwing an exception where the coroutine is suspended. */
    @TruffleBoundary
    Object resumeThrow(AbstractTruffleException exception) {
        if (stack == null) {
            throw exception;
        }
        return transfer(new Failure(exception));
    }

    private Object transfer(Object in) {
        transfer = in;
        if (stack == null) {
            stack = stacks.create(this::run);
        }
        Coroutine resumer = CURRENT.get();
        CURRENT.set(this);
        try {
            stack.enter();
        } finally {
            CURRENT.set(resumer);
        }
        return take();
    }

    private Object take() {
        Object taken = transfer;
        transfer = null;
        if (taken instanceof Failure(Throwable exception)) {
            throw sneak(exception);
        }
        return taken;
    }

    private void run() {
        CURRENT.set(this);
        try {
            Object result = function.call((Object[]) take());
            int arity = function.type().results().size();
            transfer = new Results(
                    arity == 0
                            ? new Object[0]
                            : result instanceof Object[] several && arity > 1 ? several : new Object[] {result});
        } catch (Throwable e) {
            transfer = new Failure(e);
        }
        ended = true;
    }

    /**
     * Leaves the current coroutine and gives the values with which it is resumed.
     *
     * @param location where there is a trap if no coroutine runs
     */
    @TruffleBoundary
    static Object[] suspend(Suspension suspension, Node location) {
        Coroutine current = CURRENT.get();
        if (current == null) {
            throw Trap.UNHANDLED_TAG.at(location);
        }
        current.transfer = suspension;
        current.stack.leave();
        return (Object[]) current.take();
    }

    /** Whether the thread runs a coroutine. */
    static boolean isRunning() {
        return CURRENT.get() != null;
    }

    /** Whether the function has ended. */
    boolean hasEnded() {
        return ended;
    }

    /** Makes another coroutine, or none, the one that the thread runs; gives the one before. */
    static Coroutine exchange(Coroutine coroutine) {
        Coroutine before = CURRENT.get();
        CURRENT.set(coroutine);
        return before;
    }

    /** Throws any exception without declaring it. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException sneak(Throwable exception) throws E {
        throw (E) exception;
    }
}
