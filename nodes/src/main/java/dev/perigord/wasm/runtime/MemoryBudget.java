package dev.perigord.wasm.runtime;

import dev.perigord.wasm.module.AddressType;
import java.util.concurrent.atomic.AtomicLong;

/** How much linear memory the instances of one context may have together. */
public final class MemoryBudget {
    private final long maximumPages;
    private final long maximumWidePages;
    private final long maximumBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * A budget.
     *
     * @param maximumPages the largest size of one memory with 32-bit addresses, in pages of 64 KiB
     * @param maximumWidePages the same for 64-bit addresses
     * @param maximumBytes the largest size of all memories, in bytes
     */
    public MemoryBudget(long maximumPages, long maximumWidePages, long maximumBytes) {
        this.maximumPages = maximumPages;
        this.maximumWidePages = maximumWidePages;
        this.maximumBytes = maximumBytes;
    }

    /** The largest size of one memory, in bytes. */
    long maximumSize(AddressType type) {
        return (type == AddressType.I32 ? maximumPages : maximumWidePages) * WasmMemory.PAGE_SIZE;
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
