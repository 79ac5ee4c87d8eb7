package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.continuation.Stacks;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Chooses which of the threads that wait goes on (CanonicalABI.md {@code Store.tick}); the first that can. */
public final class Scheduler {
    private static final String DEADLOCK = "deadlock detected: event loop cannot make further progress";

    private final Stacks stacks;

    /** In the order in which they began to wait. */
    private final Set<GuestThread> waiting = new LinkedHashSet<>();

    /** Without any threads; those to come run on {@code stacks}. */
    public Scheduler(Stacks stacks) {
        this.stacks = stacks;
    }

    Stacks stacks() {
        return stacks;
    }

    synchronized void add(GuestThread thread) {
        waiting.add(thread);
    }

    synchronized void remove(GuestThread thread) {
        waiting.remove(thread);
    }

    private synchronized List<GuestThread> snapshot() {
        return new ArrayList<>(waiting);
    }

    /**
     * Runs what can be run until {@code done}.
     *
     * @throws TrapException if nothing can be run, or what runs traps
     */
    @TruffleBoundary
    public void driveUntil(BooleanSupplier done, Node location) {
        while (!done.getAsBoolean()) {
            TruffleSafepoint.poll(location);
            if (!tick(location)) {
                throw new TrapException(DEADLOCK, location);
            }
        }
    }

    /** Runs a thread that waits and whose instance may be entered; false if there is none. */
    private boolean tick(Node location) {
        for (GuestThread thread : snapshot()) {
            InstanceState instance = thread.task().instance();
            if (instance.guard().tryEnter() && run(thread, instance, location)) {
                return true;
            }
        }
        return false;
    }

    private static boolean run(GuestThread thread, InstanceState instance, Node location) {
        boolean unwound = true;
        boolean runnable = false;
        try {
            runnable = thread.isReady() && instance.mayEnterFrom(null);
            if (runnable) {
                instance.enterFrom(null, location);
                thread.resume(false, location);
                instance.leaveTo(null);
            }
            unwound = false;
        } finally {
            instance.guard().leave();
            if (unwound) {
                instance.guard().unwound();
            }
        }
        return runnable;
    }

    /** The thread that goes on while a synchronous call into {@code instance} waits; null if there is none. */
    GuestThread candidate(InstanceState instance, GuestThread synchronous) {
        return find(thread -> thread.isReady() && thread.mayRunDuring(instance, synchronous));
    }

    /** Whether a thread could go on while a synchronous call into {@code instance} waits, be it the one of the call. */
    boolean hasCandidate(InstanceState instance) {
        return find(thread -> thread.isReady() && thread.mayRunDuring(instance, thread)) != null;
    }

    private GuestThread find(Predicate<GuestThread> condition) {
        return snapshot().stream().filter(condition).findFirst().orElse(null);
    }

    /** Why a synchronous call cannot wait: others in the same component can run, but not during the call, or nothing can. */
    TrapException cannotBlock(InstanceState instance, Node location) {
        boolean othersAreReady =
                find(thread -> thread.isReady() && thread.task().instance().guard() == instance.guard()) != null;
        return new TrapException(
                othersAreReady ? DEADLOCK : "cannot block a synchronous task before returning", location);
    }
}
