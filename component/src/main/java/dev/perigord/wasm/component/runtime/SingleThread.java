package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps all threads but one out of a component instance: the component model knows no threads, so a guest counts on
 * running alone. The check is made where the host enters an instance; it holds for the instances that this one is linked
 * with as well, so that calls between them, and between the components inside, need none.
 */
final class SingleThread {
    /** Of the instance itself and of all that it may call. */
    private final List<ReentrantLock> locks;

    /** Guards an instance that calls the instances which {@code providers} guard. */
    SingleThread(Collection<SingleThread> providers) {
        Set<ReentrantLock> all = new LinkedHashSet<>();
        all.add(new ReentrantLock());
        providers.forEach(provider -> all.addAll(provider.locks));
        locks = List.copyOf(all);
    }

    /**
     * Lets the current thread in, again if it is inside already.
     *
     * @throws TrapException if another one is inside; the instance is not affected
     */
    @TruffleBoundary
    void enter() {
        for (int i = 0; i < locks.size(); i++) {
            if (!locks.get(i).tryLock()) {
                locks.subList(0, i).forEach(ReentrantLock::unlock);
                throw new TrapException(
                        "the component instance is used by another thread; only one may run it at a time", null);
            }
        }
    }

    /** Undoes one {@link #enter}. */
    @TruffleBoundary
    void leave() {
        locks.forEach(ReentrantLock::unlock);
    }
}
