package dev.perigord.wasm.runtime.continuation;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;

/**
 * Code on a stack of its own that whoever runs it gets back from in the middle, when the code asks for it. Other than with a
 * {@link WasmContinuation}, the guest knows nothing of it; coroutines that the code makes are its own.
 */
public final class Fiber {
    private final Stacks stacks;
    private final Runnable code;

    private Stack stack;
    private Throwable failure;
    private boolean ended;

    /** A fiber that begins to run at its first {@link #resume}. */
    public Fiber(Stacks stacks, Runnable code) {
        this.stacks = stacks;
        this.code = code;
    }

    /** Runs the code from where it is until it suspends itself or ends; throws what the code throws. */
    @TruffleBoundary
    public void resume() {
        if (stack == null) {
            stack = stacks.create(this::run);
        }
        Coroutine outer = Coroutine.exchange(null);
        try {
            stack.enter();
        } finally {
            Coroutine.exchange(outer);
        }
        if (failure != null) {
            Throwable thrown = failure;
            failure = null;
            throw Coroutine.sneak(thrown);
        }
    }

    private void run() {
        Coroutine.exchange(null);
        try {
            code.run();
        } catch (Throwable e) {
            failure = e;
        }
        ended = true;
    }

    /**
     * Called by the code: goes on behind {@link #resume}, until that is called again.
     *
     * @throws TrapException if the code is inside of a coroutine: that has its own stack, which cannot be left through this one
     */
    @TruffleBoundary
    public void suspend(Node location) {
        if (Coroutine.isRunning()) {
            throw new TrapException("cannot block inside of a continuation", location);
        }
        stack.leave();
        Coroutine.exchange(null);
    }

    /** Whether the code has ended, by returning or by an exception. */
    public boolean hasEnded() {
        return ended;
    }

    /** Gives up code that nobody will resume any more. */
    public void abandon() {
        if (stack != null && !ended) {
            stack.abandon();
        }
    }
}
