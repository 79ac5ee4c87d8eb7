package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.task.Guard;
import dev.perigord.wasm.component.task.LogicalThread;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps all threads but one out of a component instance: the component model knows no threads, so a guest counts on
 * running alone. The check is made where the host enters an instance; it holds for the instances that this one is linked
 * with as well, so that calls between them, and between the components inside, need none.
 */
final class SingleThread implements Guard {
    /** Of the instance itself and of all that it may call. */
    private final List<Lock> locks;

    /** Held by a logical thread, which may go on on another Java thread than the one that it began on. */
    private static final class Lock {
        private Object holder;
        private int holds;

        synchronized boolean tryLock(Object thread) {
            if (holds > 0 && holder != thread) {
                return false;
            }
            holder = thread;
            holds++;
            return true;
        }

        synchronized void unlock() {
            holds--;
            if (holds == 0) {
                holder = null;
            }
        }

        synchronized boolean isFree() {
            return holds == 0;
        }
    }

    private final Runnable unwound;

    /**
     * Guards an instance that calls the instances which {@code providers} guard.
     *
     * @param unwound what is to be done when a call was unwound
     */
    SingleThread(Collection<SingleThread> providers, Runnable unwound) {
        this.unwound = unwound;
        Set<Lock> all = new LinkedHashSet<>();
        all.add(new Lock());
        providers.forEach(provider -> all.addAll(provider.locks));
        locks = List.copyOf(all);
    }

    @Override
    public boolean tryEnter() {
        Object thread = LogicalThread.current();
        for (int i = 0; i < locks.size(); i++) {
            if (!locks.get(i).tryLock(thread)) {
                locks.subList(0, i).forEach(Lock::unlock);
                return false;
            }
        }
        return true;
    }

    /**
     * Lets the current thread in, again if it is inside already.
     *
     * @throws TrapException if another one is inside; the instance is not affected
     */
    @TruffleBoundary
    void enter() {
        if (!tryEnter()) {
            throw new TrapException(
                    "the component instance is used by another thread; only one may run it at a time", null);
        }
    }

    @Override
    @TruffleBoundary
    public void leave() {
        locks.forEach(Lock::unlock);
    }

    @Override
    @TruffleBoundary
    public void unwound() {
        unwound.run();
    }

    /** Whether nobody is inside of the instance itself. */
    boolean isFree() {
        return locks.getFirst().isFree();
    }
}
