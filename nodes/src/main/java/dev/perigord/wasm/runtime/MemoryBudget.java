package dev.perigord.wasm.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** How much linear memory the instances of one context may have together. */
public final class MemoryBudget {
    private final long maximumPagesPerMemory;
    private final long maximumBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * A budget.
     *
     * @param maximumPagesPerMemory the largest size of one memory, in pages of 64 KiB
     * @param maximumBytes the largest size of all memories, in bytes
     */
    public MemoryBudget(long maximumPagesPerMemory, long maximumBytes) {
        this.maximumPagesPerMemory = maximumPagesPerMemory;
        this.maximumBytes = maximumBytes;
    }

    /** The largest size of one memory, in pages. */
    public long maximumPagesPerMemory() {
        return maximumPagesPerMemory;
    }

    boolean acquire(long bytes) {
        if (used.addAndGet(bytes) > maximumBytes) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
