package dev.perigord.wasm.nodes.memory;

/**
 * What an access adds to its operands.
 *
 * @param memory the index of the memory
 * @param wide whether its addresses have 64 bits
 * @param offset what is added to the address, unsigned
 */
public record MemoryArgument(int memory, boolean wide, long offset) {
    /** The sum of a 64-bit address and an offset; one that no memory reaches where the sum is 2^63 or more. */
    public static long wideAddress(long base, long offset) {
        long address = base + offset;
        // The sign bit of one of the three is set exactly where the sum, without overflow, is 2^63 or more.
        return (base | offset | address) < 0 ? Long.MAX_VALUE : address;
    }
}
