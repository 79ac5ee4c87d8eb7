package dev.perigord.wasm.embedding.spi;

import dev.perigord.wasm.embedding.SharedMemory;

/** How the embedder's side, which sees nothing of the language, gets at memories. */
public interface SharedMemoryAllocator {
    /** A memory of a minimal and maximal size in pages of 64 KiB. */
    SharedMemory allocate(int minimumPages, int maximumPages);
}
