package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;

/**
 * The state of one component instance of a plan (CanonicalABI.md {@code ComponentInstance}).
 *
 * <p>An instance may be entered again only after the call that entered it has returned. A call that is unwound never
 * returns, so that an instance whose invariants it may have broken cannot be entered any more.
 */
public final class InstanceState {
    private static final int CONTEXT_SLOTS = 2;
    private static final int MAX_BACKPRESSURE = 1 << 16;

    private final InstanceState parent;
    private final HandleTable handles;
    private boolean mayEnter = true;
    private boolean mayLeave = true;

    /** How often asynchronous calls were asked to wait; synchronous ones never do. */
    private int backpressure;

    /** What {@code context.set} has set in the task that runs, the only one that an instance has at a time. */
    private final int[] context = new int[CONTEXT_SLOTS];

    InstanceState(InstanceState parent, int maximumHandles) {
        this.parent = parent;
        this.handles = new HandleTable(maximumHandles);
    }

    /** The handles of the instance. */
    public HandleTable handles() {
        return handles;
    }

    /** Traps if the instance runs already, or a call into it was unwound. */
    public void checkEnter(Node location) {
        if (!mayEnter) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("cannot enter component instance", location);
        }
    }

    /** Traps where the instance must not call out: in {@code realloc} and {@code post-return} functions. */
    public void checkLeave(Node location) {
        if (!mayLeave) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("cannot leave component instance", location);
        }
    }

    /** Forgets what the task before has set. */
    public void startTask() {
        context[0] = 0;
        context[1] = 0;
    }

    /** The value in a slot of the task that runs (CanonicalABI.md {@code context.get}). */
    public int context(int slot) {
        return context[slot];
    }

    /** Changes a slot of the task that runs (CanonicalABI.md {@code context.set}). */
    public void setContext(int slot, int value) {
        context[slot] = value;
    }

    /** Counts what asks asynchronous calls to wait (CanonicalABI.md {@code backpressure.inc}). */
    public void changeBackpressure(int by, Node location) {
        int changed = backpressure + by;
        if (changed < 0 || changed >= MAX_BACKPRESSURE) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("backpressure counter overflow or underflow", location);
        }
        backpressure = changed;
    }

    /** Sets whether the instance may be entered. */
    public void setMayEnter(boolean value) {
        mayEnter = value;
    }

    /** Whether a call may enter the instance now. */
    public boolean mayEnter() {
        return mayEnter;
    }

    /** Sets whether the instance may call out. */
    public void setMayLeave(boolean value) {
        mayLeave = value;
    }

    /** Enters this instance and all around it that the caller, which is null for the host, is not inside of. */
    @TruffleBoundary
    public void enterFrom(InstanceState caller, Node location) {
        for (InstanceState state = this; state != null && !state.contains(caller); state = state.parent) {
            state.checkEnter(location);
        }
        for (InstanceState state = this; state != null && !state.contains(caller); state = state.parent) {
            state.mayEnter = false;
        }
    }

    /** Undoes {@link #enterFrom}. */
    @TruffleBoundary
    public void leaveTo(InstanceState caller) {
        for (InstanceState state = this; state != null && !state.contains(caller); state = state.parent) {
            state.mayEnter = true;
        }
    }

    private boolean contains(InstanceState inner) {
        for (InstanceState state = inner; state != null; state = state.parent) {
            if (state == this) {
                return true;
            }
        }
        return false;
    }
}
