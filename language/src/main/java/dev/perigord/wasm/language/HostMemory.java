package dev.perigord.wasm.language;

import dev.perigord.wasm.embedding.SharedMemory;
import dev.perigord.wasm.embedding.spi.SharedMemoryAllocator;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;
import java.util.Objects;

/** A shared memory in the embedder's hand, which counts against the limits of no context. */
public final class HostMemory extends SharedMemory {
    private static final long ALL_PAGES = 1L << 16;

    private final WasmMemory memory;

    private HostMemory(WasmMemory memory) {
        this.memory = memory;
    }

    /** Makes them for {@link SharedMemory#allocate}. */
    public static final class Allocator implements SharedMemoryAllocator {
        @Override
        public SharedMemory allocate(int minimumPages, int maximumPages) {
            ExternType.Memory type = new ExternType.Memory(
                    Limits.between(minimumPages, maximumPages),
                    AddressType.I32,
                    true,
                    ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM);
            try {
                return new HostMemory(
                        new WasmMemory(type, new MemoryBudget(ALL_PAGES, ALL_PAGES, ALL_PAGES * WasmMemory.PAGE_SIZE)));
            } catch (TrapException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }

    /** What guests import. */
    WasmMemory memory() {
        return memory;
    }

    @Override
    public long size() {
        return memory.pages() * WasmMemory.PAGE_SIZE;
    }

    @Override
    public byte[] get(long offset, int length) {
        Objects.checkFromIndexSize(offset, length, size());
        return memory.read(offset, length, null);
    }

    @Override
    public void put(long offset, byte[] bytes) {
        Objects.checkFromIndexSize(offset, bytes.length, size());
        memory.write(offset, bytes, 0, bytes.length, null);
    }
}
