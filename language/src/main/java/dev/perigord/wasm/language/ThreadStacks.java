package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.TruffleSafepoint.Interrupter;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.continuation.Stack;
import dev.perigord.wasm.runtime.continuation.Stacks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Stacks that are Java threads, of which only one runs at a time, for JVMs that do not export their continuations. A
 * thread that waits has left the context.
 */
final class ThreadStacks implements Stacks {
    private static final long STACK_SIZE = 16 << 20;

    private final TruffleContext context;
    private final Set<ThreadStack> live = ConcurrentHashMap.newKeySet();

    ThreadStacks(TruffleContext context) {
        this.context = context;
    }

    @Override
    public Stack create(Runnable code) {
        return new ThreadStack(code);
    }

    @Override
    public void close() {
        for (ThreadStack stack : live) {
            stack.abandon();
        }
    }

    /** Ends the code of a stack that nobody will enter again. */
    private static final class AbandonedError extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class ThreadStack implements Stack {
        private final Semaphore inside = new Semaphore(0);
        private final Semaphore outside = new Semaphore(0);
        private final Thread thread;
        private volatile boolean abandoned;

        /** What the context gave when the thread entered it; of the stack's own thread only. */
        private Object previous;

        private boolean entered;

        ThreadStack(Runnable code) {
            this.thread = new Thread(null, () -> run(code), "WebAssembly stack", STACK_SIZE);
            this.thread.setDaemon(true);
        }

        private void run(Runnable code) {
            previous = context.enter(null);
            entered = true;
            try {
                code.run();
            } finally {
                if (entered) {
                    context.leave(null, previous);
                }
                live.remove(this);
                outside.release();
            }
        }

        @Override
        public void enter() {
            if (live.add(this)) {
                start();
            } else {
                inside.release();
            }
            context.leaveAndEnter(
                    null,
                    Interrupter.THREAD_INTERRUPT,
                    semaphore -> {
                        semaphore.acquire();
                        return semaphore;
                    },
                    outside);
        }

        private void start() {
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                live.remove(this);
                throw new TrapException("no memory for the stack of another thread", null);
            }
        }

        /** The thread leaves the context altogether, so that a stack nobody enters again does not keep it open. */
        @Override
        public void leave() {
            context.leave(null, previous);
            entered = false;
            outside.release();
            inside.acquireUninterruptibly();
            if (abandoned) {
                throw new AbandonedError();
            }
            previous = context.enter(null);
            entered = true;
        }

        @Override
        public void abandon() {
            abandoned = true;
            inside.release();
            outside.acquireUninterruptibly();
        }
    }
}
