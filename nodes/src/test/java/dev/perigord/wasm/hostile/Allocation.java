package dev.perigord.wasm.hostile;

import java.lang.management.ManagementFactory;

/** How much the current thread has allocated. */
final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** The bytes since the thread began. */
    static long ofThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
