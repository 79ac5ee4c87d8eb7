package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;

/** A call as its caller sees it (CanonicalABI.md {@code Subtask}). */
public final class Subtask extends Waitable {
    /** How far the call is; guests know the ordinals. */
    public enum State {
        /** The callee does not accept the call yet. */
        STARTING,
        /** The callee has its arguments. */
        STARTED,
        /** The caller has its result. */
        RETURNED,
        /** The callee was cancelled while it was starting. */
        CANCELLED_BEFORE_STARTED,
        /** The callee was cancelled and has no result. */
        CANCELLED_BEFORE_RETURNED
    }

    private final Lends lends;
    private State state = State.STARTING;
    private Task task;
    private int index;
    private boolean cancellationRequested;
    private boolean resolveDelivered;

    /** A call for which {@code lends} is lent. */
    public Subtask(Lends lends) {
        this.lends = lends;
    }

    /** The callee's side. */
    public void setTask(Task callee) {
        task = callee;
    }

    /** From now on progress is told by events about a waitable with an index. */
    public void setIndex(int newIndex) {
        index = newIndex;
    }

    /** How far the call is. */
    public State state() {
        return state;
    }

    /** The callee has its arguments. */
    public void started() {
        progress(State.STARTED);
    }

    /** The caller has its result. */
    public void returned() {
        progress(State.RETURNED);
    }

    /** The callee has no result. */
    public void cancelled() {
        progress(state == State.STARTING ? State.CANCELLED_BEFORE_STARTED : State.CANCELLED_BEFORE_RETURNED);
    }

    private void progress(State reached) {
        state = reached;
        if (index != 0) {
            setPendingEvent(this::event);
        }
    }

    private Event event() {
        if (isResolved()) {
            deliverResolve();
        }
        return new Event(EventCode.SUBTASK, index, state.ordinal());
    }

    /** Whether nothing more will come. */
    public boolean isResolved() {
        return state.compareTo(State.RETURNED) >= 0;
    }

    /** The caller knows that nothing more will come. */
    public void deliverResolve() {
        resolveDelivered = true;
        lends.endLends();
    }

    /** Traps if the call cannot be cancelled: it is over, or that was asked for before. */
    public void checkCancel(Node location) {
        if (resolveDelivered || cancellationRequested) {
            throw new TrapException(
                    resolveDelivered
                            ? "`subtask.cancel` called after terminal status delivered"
                            : "`subtask.cancel` called twice",
                    location);
        }
    }

    /** Asks the callee to give up; it may have a result all the same. */
    public void cancel(InstanceState caller, Node location) {
        cancellationRequested = true;
        task.requestCancellation(caller, location);
    }

    /** Traps unless the caller knows that the call is over. */
    public void checkDrop(Node location) {
        if (!resolveDelivered) {
            throw new TrapException("cannot drop a subtask which has not yet resolved", location);
        }
    }

    /** Leaves the set that it is in. */
    public void drop() {
        leaveSet();
    }
}
