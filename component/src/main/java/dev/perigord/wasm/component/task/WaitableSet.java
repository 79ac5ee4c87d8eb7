package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Waitables that a thread waits for together (CanonicalABI.md {@code WaitableSet}). */
public final class WaitableSet implements TableEntry {
    /** The one whose event was delivered last is the last, so that none is passed over for ever. */
    private final Set<Waitable> elements = new LinkedHashSet<>();

    private int waiting;

    void add(Waitable waitable) {
        elements.add(waitable);
    }

    void remove(Waitable waitable) {
        elements.remove(waitable);
    }

    private Waitable withEvent() {
        for (Waitable waitable : elements) {
            if (waitable.hasPendingEvent()) {
                return waitable;
            }
        }
        return null;
    }

    private Event takePendingEvent() {
        Waitable waitable = withEvent();
        elements.remove(waitable);
        elements.add(waitable);
        return waitable.takePendingEvent();
    }

    /** Lets the thread wait for an event. */
    public Event await(GuestThread thread, boolean cancellable, Node location) {
        waiting++;
        return event(thread.waitUntil(() -> withEvent() != null, cancellable, location));
    }

    /** Lets the thread wait for an event, and until it is {@code ready} for it; others run meanwhile in any case. */
    public Event awaitBetweenCalls(GuestThread thread, BooleanSupplier ready, Node location) {
        waiting++;
        return event(thread.yieldUntil(() -> ready.getAsBoolean() && withEvent() != null, true, location));
    }

    private Event event(boolean cancelled) {
        Event event = cancelled ? Event.TASK_CANCELLED : takePendingEvent();
        waiting--;
        return event;
    }

    /** An event if there is one. */
    public Event poll(GuestThread thread, boolean cancellable) {
        if (thread.task().deliverPendingCancel(cancellable)) {
            return Event.TASK_CANCELLED;
        }
        return withEvent() == null ? Event.NONE : takePendingEvent();
    }

    /** Traps if waitables are in the set or threads wait for it. */
    public void checkDrop(Node location) {
        if (!elements.isEmpty()) {
            throw new TrapException("cannot drop waitable set with waitables in it", location);
        }
        if (waiting > 0) {
            throw new TrapException("cannot drop waitable set with waiters", location);
        }
    }
}
