package dev.perigord.wasm.builder;

/**
 * What evaluating an expression or statement reads, writes and may do, so that the builder knows which of two may
 * change places. Slots are kept in 64 bits by their number modulo 64: two slots that share a bit only cost a move.
 */
record Effects(int flags, long slotReads, long slotWrites) {
    static final int MEMORY_READ = 1;
    static final int MEMORY_WRITE = 1 << 1;
    static final int GLOBAL_READ = 1 << 2;
    static final int GLOBAL_WRITE = 1 << 3;
    static final int TABLE_READ = 1 << 4;
    static final int TABLE_WRITE = 1 << 5;
    static final int TRAP = 1 << 6;

    /** Leaves the statement list, so that what is pending might never be evaluated. */
    static final int BRANCH = 1 << 7;

    /** Fields of structures and elements of arrays. */
    static final int HEAP_READ = 1 << 8;

    static final int HEAP_WRITE = 1 << 9;

    private static final int READS = MEMORY_READ | GLOBAL_READ | TABLE_READ | HEAP_READ;
    private static final int WRITES = MEMORY_WRITE | GLOBAL_WRITE | TABLE_WRITE | HEAP_WRITE;

    static final Effects NONE = new Effects(0, 0, 0);
    static final Effects CALL = of(READS | WRITES | TRAP);

    /** A call whose exception may be caught in the same function, which then sees all locals as they were. */
    static final Effects CALL_IN_TRY = new Effects(READS | WRITES | TRAP, ~0L, 0);

    static Effects of(int flags) {
        return new Effects(flags, 0, 0);
    }

    static Effects read(int slot) {
        return new Effects(0, 1L << (slot & 63), 0);
    }

    static Effects write(int slot) {
        return new Effects(0, 0, 1L << (slot & 63));
    }

    Effects and(Effects other) {
        if (this.equals(NONE)) {
            return other;
        }
        if (other.equals(NONE)) {
            return this;
        }
        return new Effects(flags | other.flags, slotReads | other.slotReads, slotWrites | other.slotWrites);
    }

    /** Whether it matters to others that the evaluation happens at all. */
    boolean matter() {
        return (flags & (WRITES | TRAP)) != 0 || slotWrites != 0;
    }

    /** Whether evaluating {@code later} before this one could be noticed. */
    boolean conflictWith(Effects later) {
        if ((slotWrites & (later.slotReads | later.slotWrites)) != 0 || (slotReads & later.slotWrites) != 0) {
            return true;
        }
        int writes = flags & WRITES;
        int laterWrites = later.flags & WRITES;
        // A write bit is the read bit of the same state, shifted left by one.
        if ((writes & (laterWrites | ((later.flags & READS) << 1))) != 0
                || (((flags & READS) << 1) & laterWrites) != 0) {
            return true;
        }
        boolean trap = (flags & TRAP) != 0;
        boolean laterTrap = (later.flags & TRAP) != 0;
        if ((trap && (laterTrap || laterWrites != 0)) || (laterTrap && writes != 0)) {
            return true;
        }
        return (later.flags & BRANCH) != 0 && matter();
    }
}
