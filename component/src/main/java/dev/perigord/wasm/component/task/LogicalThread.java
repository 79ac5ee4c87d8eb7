package dev.perigord.wasm.component.task;

/**
 * What runs guests one after the other, on whichever Java threads: where the JVM has no continuations, the threads of a
 * guest are Java threads, but only one of them at a time goes on, in place of the one that the host called from.
 */
public final class LogicalThread {
    private static final ThreadLocal<Object> CURRENT = new ThreadLocal<>();

    private LogicalThread() {}

    /** What identifies the logical thread. */
    public static Object current() {
        Object current = CURRENT.get();
        return current == null ? Thread.currentThread() : current;
    }

    /** The Java thread goes on with what another one did. */
    static void become(Object other) {
        CURRENT.set(other == Thread.currentThread() ? null : other);
    }
}
