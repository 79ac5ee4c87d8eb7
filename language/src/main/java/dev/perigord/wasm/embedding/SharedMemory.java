package dev.perigord.wasm.embedding;

import dev.perigord.wasm.embedding.spi.SharedMemoryAllocator;
import java.util.ServiceLoader;

/**
 * A linear memory that belongs to no context, so that instances in several contexts can share it (proposal threads). A
 * module imports it as {@code (import "env" "memory" (memory 1 16 shared))}.
 *
 * {@snippet :
 * SharedMemory memory = SharedMemory.allocate(1, 16);
 * Object imports = ProxyObject.fromMap(Map.of("env", ProxyObject.fromMap(Map.of("memory", memory))));
 * Value first = firstContext.eval(source).newInstance(imports);
 * Value second = secondContext.eval(source).newInstance(imports);
 * }
 *
 * <p>Its bytes live as long as anybody can reach the object or an instance that imports it. All methods may be called by
 * any thread, inside and outside of contexts. They are no atomic accesses: what a guest writes at the same time is seen in
 * part. What a guest wrote before the host learned of it in a way that orders memory, such as the end of a call, the end of
 * a thread, or a lock, is seen whole.
 */
public abstract class SharedMemory {
    /** The most pages that 32-bit addresses reach. */
    private static final int MAXIMUM_PAGES = 1 << 16;

    /** For the language. */
    protected SharedMemory() {}

    /**
     * A memory whose bytes are zero.
     *
     * @param minimumPages its size, in pages of 64 KiB
     * @param maximumPages the size up to which guests may grow it
     * @throws IllegalArgumentException if the sizes are negative, in the wrong order, or beyond 65536 pages
     * @throws IllegalStateException if the system has no room for it
     */
    public static SharedMemory allocate(int minimumPages, int maximumPages) {
        if (minimumPages < 0 || maximumPages < minimumPages || maximumPages > MAXIMUM_PAGES) {
            throw new IllegalArgumentException("from " + minimumPages + " to " + maximumPages
                    + " pages: expected 0 <= minimum <= maximum <= " + MAXIMUM_PAGES);
        }
        return ServiceLoader.load(SharedMemoryAllocator.class, SharedMemory.class.getClassLoader())
                .findFirst()
                .orElseThrow()
                .allocate(minimumPages, maximumPages);
    }

    /** The size in bytes, which guests may enlarge. */
    public abstract long size();

    /**
     * A copy of some bytes.
     *
     * @throws IndexOutOfBoundsException if they are not all in the memory
     */
    public abstract byte[] get(long offset, int length);

    /**
     * Sets some bytes.
     *
     * @throws IndexOutOfBoundsException if they are not all in the memory
     */
    public abstract void put(long offset, byte[] bytes);
}
