package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.runtime.TrapException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all threads but one out of a component instance: the component model knows no threads, so a guest counts on
 * running alone. The check is made where the host enters an instance; calls between the components inside need none.
 */
final class SingleThread {
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Lets the current thread in, again if it is inside already.
     *
     * @throws TrapException if another one is inside; the instance is not affected
     */
    void enter() {
        if (!lock.tryLock()) {
            throw new TrapException(
                    "the component instance is used by another thread; only one may run it at a time", null);
        }
    }

    /** Undoes one {@link #enter}. */
    void leave() {
        lock.unlock();
    }
}
