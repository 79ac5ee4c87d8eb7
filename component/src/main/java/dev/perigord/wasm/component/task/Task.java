package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A call as its callee sees it (CanonicalABI.md {@code Task}). Synchronous calls have one only if they ask for it. */
public final class Task {
    private enum State {
        INITIAL,
        STARTED,
        PENDING_CANCEL,
        CANCEL_DELIVERED,
        RESOLVED
    }

    /** How a function is lifted, as far as its tasks are concerned. */
    public enum Kind {
        /** Its type is not asynchronous. */
        SYNCHRONOUS,
        /** It returns its result, but may block before. */
        BLOCKING,
        /** It returns to its caller when it waits. */
        CALLBACK,
        /** It may call and wait as it likes, in any number at a time. */
        STACKFUL;

        /** Whether only one thread of the kind may be inside of an instance (CanonicalABI.md {@code needs_exclusive}). */
        boolean needsExclusive() {
            return this == BLOCKING || this == CALLBACK;
        }

        /** Whether it returns its result by {@code task.return}. */
        boolean returnsByCall() {
            return this == CALLBACK || this == STACKFUL;
        }
    }

    private final InstanceState instance;
    private final Kind kind;
    private final Object function;
    private final Caller caller;
    private final List<GuestThread> threads = new ArrayList<>();
    private State state = State.INITIAL;
    private GuestThread implicitThread;
    private CallScope scope;

    private Task(InstanceState instance, Kind kind, Object function, Caller caller) {
        this.instance = instance;
        this.kind = kind;
        this.function = function;
        this.caller = caller;
    }

    /** The task of a synchronous call that has begun. */
    static Task synchronous(InstanceState instance) {
        Task task = new Task(instance, Kind.SYNCHRONOUS, null, null);
        task.state = State.STARTED;
        return task;
    }

    /**
     * Calls an asynchronous function (CanonicalABI.md {@code canon_lift}): it runs until it blocks or ends.
     *
     * @param function what the task runs, for {@code task.return}
     * @param body what its first thread does
     */
    public static Task call(
            InstanceState callee,
            InstanceState callerInstance,
            Kind kind,
            Object function,
            Caller caller,
            Consumer<Task> body,
            Node location) {
        callee.enterFrom(callerInstance, location);
        if (kind.needsExclusive()) {
            letExclusiveThreadFinish(callee, location);
        }
        Task task = new Task(callee, kind, function, caller);
        task.implicitThread = new GuestThread(task, () -> body.accept(task));
        task.implicitThread.resume(false, location);
        callee.leaveTo(callerInstance);
        return task;
    }

    /** A thread that keeps others out of the instance, although it could go on, goes on before a call has to wait for it. */
    private static void letExclusiveThreadFinish(InstanceState callee, Node location) {
        GuestThread exclusive = callee.exclusiveThread();
        if (exclusive != null && exclusive.isReady()) {
            exclusive.resume(false, location);
        }
    }

    /** The instance that runs the task. */
    public InstanceState instance() {
        return instance;
    }

    /** What the task runs. */
    public Object function() {
        return function;
    }

    /** Who called. */
    public Caller caller() {
        return caller;
    }

    /** The thread that was there first. */
    public GuestThread implicitThread() {
        return implicitThread;
    }

    /** Waits until the instance accepts the call; false if it was cancelled meanwhile. */
    public boolean enterImplicitThread(Node location) {
        if (hasBackpressure() || instance.hasTasksWaitingToEnter()) {
            instance.changeTasksWaitingToEnter(1);
            boolean cancelled = implicitThread.waitUntil(() -> !hasBackpressure(), true, location);
            instance.changeTasksWaitingToEnter(-1);
            if (cancelled) {
                cancel(location);
                return false;
            }
        }
        if (kind.needsExclusive()) {
            instance.setExclusiveThread(implicitThread);
        }
        register(implicitThread, location);
        return true;
    }

    private boolean hasBackpressure() {
        return instance.hasBackpressure() || (kind.needsExclusive() && instance.exclusiveThread() != null);
    }

    /** The first thread is at its end. */
    public void exitImplicitThread(Node location) {
        unregister(implicitThread, location);
        if (kind.needsExclusive()) {
            instance.setExclusiveThread(null);
        }
    }

    /** Whether the thread has to run alone: nothing of it may run while another call is under way. */
    boolean isExclusive(GuestThread thread) {
        return kind.needsExclusive() && thread == implicitThread;
    }

    void register(GuestThread thread, Node location) {
        threads.add(thread);
        thread.setIndex(instance.threads().add(thread, location));
    }

    void unregister(GuestThread thread, Node location) {
        threads.remove(thread);
        instance.threads().remove(thread.index());
        if (threads.isEmpty() && state != State.RESOLVED) {
            throw new TrapException("async-lifted export failed to produce a result", location);
        }
    }

    /** Asks the task to give up (CanonicalABI.md {@code request_cancellation}). */
    void requestCancellation(InstanceState callerInstance, Node location) {
        if (state == State.INITIAL) {
            state = State.CANCEL_DELIVERED;
            implicitThread.resume(true, location);
            return;
        }
        GuestThread candidate = cancellableThread();
        if (candidate == null || !instance.mayEnterFrom(callerInstance)) {
            state = State.PENDING_CANCEL;
            return;
        }
        state = State.CANCEL_DELIVERED;
        instance.enterFrom(callerInstance, location);
        candidate.resume(true, location);
        instance.leaveTo(callerInstance);
    }

    private GuestThread cancellableThread() {
        GuestThread exclusive = instance.exclusiveThread();
        boolean implicitMustWait = kind.needsExclusive() && exclusive != null && exclusive != implicitThread;
        for (GuestThread thread : threads) {
            if (thread.isCancellable() && !(implicitMustWait && thread == implicitThread)) {
                return thread;
            }
        }
        return null;
    }

    /** Whether the caller has asked the task to give up; a thread that can is told once. */
    public boolean deliverPendingCancel(boolean cancellable) {
        if (cancellable && state == State.PENDING_CANCEL) {
            state = State.CANCEL_DELIVERED;
            return true;
        }
        return false;
    }

    /** Takes the arguments; {@code calleeScope} counts what is borrowed of them. */
    public Object[] start(CallScope calleeScope) {
        state = State.STARTED;
        scope = calleeScope;
        return caller.start();
    }

    /** Traps unless the function returns by {@code task.return} or {@code task.cancel}. */
    public void checkReturnsByCall(Node location) {
        if (!kind.returnsByCall()) {
            throw new TrapException(
                    "invalid `task.return` signature and/or options for current task: it is lifted synchronously",
                    location);
        }
    }

    /** Traps unless the task still may return a result. */
    public void checkReturn(Node location) {
        if (state == State.RESOLVED) {
            throw new TrapException("`task.return` or `task.cancel` called more than once for current task", location);
        }
        scope.checkBorrows(location);
    }

    /** Returns a lifted value. */
    public void resolve(Object result, Node location) {
        checkReturn(location);
        caller.resolve(result);
        state = State.RESOLVED;
        scope.endLends();
    }

    /** Gives up, as the caller has asked for. */
    public void cancel(Node location) {
        if (state != State.CANCEL_DELIVERED) {
            throw new TrapException(
                    state == State.RESOLVED
                            ? "`task.return` or `task.cancel` called more than once for current task"
                            : "`task.cancel` called by task which has not been cancelled",
                    location);
        }
        if (scope != null) {
            scope.checkBorrows(location);
            scope.endLends();
        }
        caller.cancelled();
        state = State.RESOLVED;
    }

    /** A synchronous call is over. */
    void endSynchronous(Node location) {
        state = State.RESOLVED;
        unregister(implicitThread, location);
    }

    void setImplicitThread(GuestThread thread) {
        implicitThread = thread;
    }
}
