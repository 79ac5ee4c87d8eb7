package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;

/**
 * The state of one component instance of a plan (CanonicalABI.md {@code ComponentInstance}).
 *
 * <p>An instance may be entered again only after the call that entered it has returned or blocked. A call that is unwound
 * never does, so that an instance whose invariants it may have broken cannot be entered any more.
 */
public final class InstanceState {
    private static final int MAX_BACKPRESSURE = 1 << 16;

    private final InstanceState parent;
    private final HandleTable handles;
    private final HandleTable threads;
    private final Scheduler scheduler;
    private final Guard guard;
    private boolean mayEnter = true;
    private boolean mayLeave = true;

    /** The thread that runs, or null if none does, or it is one of a synchronous call that nobody has asked for. */
    private GuestThread running;

    /** Whether a synchronous call is under way, whose caller waits for it and lets nobody run outside of the instance. */
    private boolean synchronous;

    /** What {@code context.set} has set in the thread that runs. */
    private long context0;

    private long context1;

    /** How often asynchronous calls were asked to wait; synchronous ones never do. */
    private int backpressure;

    private int tasksWaitingToEnter;
    private GuestThread exclusiveThread;

    /** The state of an instance inside of {@code parent}, which may be null, with at most so many handles, and so many threads. */
    public InstanceState(InstanceState parent, int maximumHandles, Scheduler scheduler, Guard guard) {
        this.parent = parent;
        this.handles = new HandleTable(maximumHandles);
        this.threads = new HandleTable(maximumHandles);
        this.scheduler = scheduler;
        this.guard = guard;
    }

    /** The handles of the instance. */
    public HandleTable handles() {
        return handles;
    }

    /** The threads of the instance. */
    public HandleTable threads() {
        return threads;
    }

    /** What runs the threads. */
    public Scheduler scheduler() {
        return scheduler;
    }

    Guard guard() {
        return guard;
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

    /** A synchronous call begins; the caller keeps what it has to give back to {@link #endCall}. */
    public void beginCall() {
        running = null;
        synchronous = true;
        context0 = 0;
        context1 = 0;
    }

    /** A synchronous call is over; what ran before goes on. */
    public void endCall(GuestThread outer, boolean outerSynchronous, long outer0, long outer1, Node location) {
        if (running != null) {
            endThread(location);
        }
        synchronous = outerSynchronous;
        setRunning(outer, outer0, outer1);
    }

    @TruffleBoundary
    private void endThread(Node location) {
        running.endSynchronous(location);
    }

    /** Does something as a synchronous call of its own. */
    @TruffleBoundary
    public void call(Runnable body, Node location) {
        GuestThread outer = running;
        boolean outerSynchronous = synchronous;
        long outer0 = context0;
        long outer1 = context1;
        beginCall();
        body.run();
        endCall(outer, outerSynchronous, outer0, outer1, location);
    }

    /** The thread that runs, or null if nobody has asked for that of a synchronous call. */
    public GuestThread running() {
        return running;
    }

    /** The thread that runs. */
    public GuestThread currentThread(Node location) {
        if (running == null) {
            running = GuestThread.synchronous(this, location);
        }
        return running;
    }

    void setRunning(GuestThread thread, long value0, long value1) {
        running = thread;
        context0 = value0;
        context1 = value1;
    }

    /** Whether whoever runs has to return before anything outside of the instance runs. */
    public boolean isSynchronous() {
        return synchronous;
    }

    void setSynchronous(boolean value) {
        synchronous = value;
    }

    /**
     * Traps where the thread that runs is about to wait for something outside of the instance, although its caller cannot
     * wait and nothing else inside can run. Made before anything is done.
     */
    public void checkMayBlock(Node location) {
        if (synchronous) {
            requireCandidate(location);
        }
    }

    @TruffleBoundary
    private void requireCandidate(Node location) {
        if (!scheduler.hasCandidate(this)) {
            throw scheduler.cannotBlock(this, location);
        }
    }

    /** The value in a slot of the thread that runs (CanonicalABI.md {@code context.get}). */
    public long context(int slot) {
        return slot == 0 ? context0 : context1;
    }

    /** Changes a slot of the thread that runs (CanonicalABI.md {@code context.set}). */
    public void setContext(int slot, long value) {
        if (slot == 0) {
            context0 = value;
        } else {
            context1 = value;
        }
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

    boolean hasBackpressure() {
        return backpressure > 0;
    }

    boolean hasTasksWaitingToEnter() {
        return tasksWaitingToEnter > 0;
    }

    void changeTasksWaitingToEnter(int by) {
        tasksWaitingToEnter += by;
    }

    /** The thread that keeps others of its kind out (CanonicalABI.md {@code exclusive_thread}), or null. */
    public GuestThread exclusiveThread() {
        return exclusiveThread;
    }

    /** Changes which thread keeps others of its kind out. */
    public void setExclusiveThread(GuestThread thread) {
        exclusiveThread = thread;
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

    /** Whether this instance, and all around it that the caller is not inside of, may be entered. */
    boolean mayEnterFrom(InstanceState caller) {
        for (InstanceState state = this; state != null && !state.contains(caller); state = state.parent) {
            if (!state.mayEnter) {
                return false;
            }
        }
        return true;
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

    /** A call into the instance was unwound: its threads end, and what it has is given up. */
    public void abandon() {
        threads.all().forEach(TableEntry::abandon);
        handles.all().forEach(TableEntry::abandon);
    }
}
