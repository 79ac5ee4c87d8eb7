package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.continuation.Fiber;
import java.util.function.BooleanSupplier;

/**
 * A thread of a task (CanonicalABI.md {@code Thread}). Only one thread runs at a time, until it blocks.
 *
 * <p>A thread that begins with a synchronous call has no stack of its own: its caller waits until the call returns, so that, while it is
 * blocked, the other threads of the instance run on top of it.
 */
public final class GuestThread implements TableEntry {
    private final Task task;

    /** Null if the thread runs on its caller's stack. */
    private final Fiber fiber;

    /** When the thread can go on; null if it does not wait for that. */
    private BooleanSupplier ready;

    private boolean running;
    private boolean cancellable;
    private boolean cancelled;
    private int index;

    /** The thread that goes on in place of this one when it has blocked; null if that is to be chosen. */
    private GuestThread switchTarget;

    /** What runs this thread. */
    private Object runner;

    private long context0;
    private long context1;

    /** A thread of a task that is suspended before its beginning. */
    public GuestThread(Task task, Runnable body) {
        this.task = task;
        this.fiber = new Fiber(task.instance().scheduler().stacks(), () -> {
            LogicalThread.become(runner);
            body.run();
        });
    }

    private GuestThread(Task task) {
        this.task = task;
        this.fiber = null;
        this.running = true;
    }

    /** The thread of a synchronous call that runs in an instance. */
    static GuestThread synchronous(InstanceState instance, Node location) {
        Task task = Task.synchronous(instance);
        GuestThread thread = new GuestThread(task);
        task.setImplicitThread(thread);
        task.register(thread, location);
        return thread;
    }

    /** The task. */
    public Task task() {
        return task;
    }

    /** The index among the threads of the instance. */
    public int index() {
        return index;
    }

    void setIndex(int newIndex) {
        index = newIndex;
    }

    private InstanceState instance() {
        return task.instance();
    }

    /** Whether the thread waits for something that has happened. */
    boolean isReady() {
        return ready != null && ready.getAsBoolean();
    }

    /** Whether the thread waits until another one resumes it. */
    public boolean isSuspended() {
        return !running && ready == null;
    }

    boolean isCancellable() {
        return cancellable && !running;
    }

    /** Whether the thread may go on while a synchronous call into {@code current} waits. */
    boolean mayRunDuring(InstanceState current, GuestThread synchronous) {
        return instance() == current && !task.isExclusive(this) && (fiber != null || this == synchronous);
    }

    private static boolean always() {
        return true;
    }

    private void startWaiting(BooleanSupplier condition) {
        ready = condition;
        instance().scheduler().add(this);
    }

    private void stopWaiting() {
        if (ready != null) {
            ready = null;
            instance().scheduler().remove(this);
        }
    }

    /** A thread that is suspended will go on when it is its turn. */
    public void resumeLater() {
        startWaiting(GuestThread::always);
    }

    /** Runs the thread, which is blocked, until it blocks again or ends, and then those that it switches to. */
    void resume(boolean asCancelled, Node location) {
        boolean before = instance().isSynchronous();
        instance().setSynchronous(false);
        GuestThread target = run(asCancelled);
        instance().setSynchronous(before);
        if (target != null) {
            throw new TrapException("cannot switch to a thread that waits below its caller", location);
        }
    }

    /** Runs this thread and those that it switches to; a thread without stack is not run but given back. */
    private GuestThread run(boolean asCancelled) {
        GuestThread thread = this;
        boolean tell = asCancelled;
        while (thread != null && thread.fiber != null) {
            thread = thread.runAlone(tell);
            tell = false;
        }
        return thread;
    }

    private GuestThread runAlone(boolean asCancelled) {
        stopWaiting();
        running = true;
        cancelled = asCancelled;
        runner = LogicalThread.current();
        InstanceState instance = instance();
        GuestThread outer = instance.running();
        long outer0 = instance.context(0);
        long outer1 = instance.context(1);
        instance.setRunning(this, context0, context1);
        fiber.resume();
        context0 = instance.context(0);
        context1 = instance.context(1);
        instance.setRunning(outer, outer0, outer1);
        GuestThread target = switchTarget;
        switchTarget = null;
        return target;
    }

    /** Blocks until another thread resumes this one; true if it is because the task was cancelled. */
    public boolean suspend(boolean mayBeCancelled, Node location) {
        return task.deliverPendingCancel(mayBeCancelled) || block(mayBeCancelled, null, location);
    }

    /** Lets others run until a condition holds, if it does not yet; true if the task was cancelled before. */
    public boolean waitUntil(BooleanSupplier condition, boolean mayBeCancelled, Node location) {
        if (task.deliverPendingCancel(mayBeCancelled)) {
            return true;
        }
        return !condition.getAsBoolean() && yieldUntil(condition, mayBeCancelled, location);
    }

    /** The same, but others run at least once. */
    public boolean yieldUntil(BooleanSupplier condition, boolean mayBeCancelled, Node location) {
        if (task.deliverPendingCancel(mayBeCancelled)) {
            return true;
        }
        startWaiting(condition);
        return block(mayBeCancelled, null, location);
    }

    /** Lets others run. */
    public boolean yieldToOthers(boolean mayBeCancelled, Node location) {
        return yieldUntil(GuestThread::always, mayBeCancelled, location);
    }

    /** Suspends this thread in favour of one that is suspended. */
    public boolean suspendThenResume(boolean mayBeCancelled, GuestThread other, Node location) {
        return task.deliverPendingCancel(mayBeCancelled) || block(mayBeCancelled, other, location);
    }

    /** Lets one that is suspended run first. */
    public boolean yieldThenResume(boolean mayBeCancelled, GuestThread other, Node location) {
        if (task.deliverPendingCancel(mayBeCancelled)) {
            return true;
        }
        startWaiting(GuestThread::always);
        return block(mayBeCancelled, other, location);
    }

    /** Suspends this thread in favour of one that waits, if it is ready. */
    public boolean suspendThenPromote(boolean mayBeCancelled, GuestThread other, Node location) {
        if (task.deliverPendingCancel(mayBeCancelled)) {
            return true;
        }
        return other.promote() ? block(mayBeCancelled, other, location) : suspend(mayBeCancelled, location);
    }

    /** Lets one that waits run first, if it is ready. */
    public boolean yieldThenPromote(boolean mayBeCancelled, GuestThread other, Node location) {
        if (task.deliverPendingCancel(mayBeCancelled)) {
            return true;
        }
        return other.promote()
                ? yieldThenResume(mayBeCancelled, other, location)
                : yieldToOthers(mayBeCancelled, location);
    }

    private boolean promote() {
        boolean isReady = isReady();
        if (isReady) {
            stopWaiting();
        }
        return isReady;
    }

    private boolean block(boolean mayBeCancelled, GuestThread target, Node location) {
        cancellable = mayBeCancelled;
        running = false;
        if (fiber == null) {
            runOthers(target, location);
            return false;
        }
        switchTarget = target;
        fiber.suspend(location);
        LogicalThread.become(runner);
        return cancelled;
    }

    /** Blocks a thread that has no stack of its own (CanonicalABI.md {@code canon_lift}, the loop at its end). */
    private void runOthers(GuestThread target, Node location) {
        GuestThread next = target;
        while (next != this) {
            if (next == null) {
                next = instance().scheduler().candidate(instance(), this);
            }
            if (next == null) {
                throw instance().scheduler().cannotBlock(instance(), location);
            }
            if (next != this) {
                next = next.runDuring(this, location);
            }
        }
        stopWaiting();
        running = true;
    }

    private GuestThread runDuring(GuestThread synchronous, Node location) {
        GuestThread target = run(false);
        if (target != null && target != synchronous) {
            throw new TrapException("cannot switch to a thread that waits below its caller", location);
        }
        return target;
    }

    /** Runs a function as the body of a new thread of the task of this one; gives the new thread's index. */
    public int spawn(Runnable body, Node location) {
        GuestThread[] spawned = new GuestThread[1];
        spawned[0] = new GuestThread(task, () -> {
            body.run();
            task.unregister(spawned[0], location);
        });
        task.register(spawned[0], location);
        return spawned[0].index;
    }

    /** The synchronous call that the thread began with is over. */
    void endSynchronous(Node location) {
        task.endSynchronous(location);
    }

    @Override
    public void abandon() {
        stopWaiting();
        if (fiber != null && !running) {
            fiber.abandon();
        }
    }
}
