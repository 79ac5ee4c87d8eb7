package dev.perigord.wasm.bytecode;

import java.util.Arrays;
import java.util.BitSet;

/** How the locals of a function are used in its parts, collected in the order of its instructions. */
final class LocalUses {
    /** There is an access to the local in the part before it is set there, as far as is known. */
    private static final int UNKNOWN = -1;

    private static final long NO_KEY = -1;

    /** How many parts use each local. */
    private final int[] parts;

    /** A hash table of the locals of each part, the function being the first: the part and the local, or -1. */
    private long[] keys = new long[256];

    /** The number of the block in which the local is set before every other access in the part, if there is one. */
    private int[] firstSets = new int[256];

    private int count;

    /** The numbers of the open blocks. */
    private int[] blocks = new int[16];

    /** How many blocks are around each block that has been open. */
    private int[] depths = new int[16];

    private int depth;
    private int nextBlock;

    LocalUses(int locals) {
        this.parts = new int[locals];
        Arrays.fill(keys, NO_KEY);
        enter();
    }

    /** A block begins, or another arm of one. */
    void enter() {
        if (depth == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * depth);
        }
        if (nextBlock == depths.length) {
            depths = Arrays.copyOf(depths, 2 * nextBlock);
        }
        depths[nextBlock] = depth;
        blocks[depth++] = nextBlock++;
    }

    /** A block ends, or an arm of it. */
    void leave() {
        depth--;
    }

    private boolean isOpen(int block) {
        int around = depths[block];
        return around < depth && blocks[around] == block;
    }

    /** A part reads or sets a local. */
    void use(int part, int local, boolean set) {
        int place = place(key(part, local));
        if (keys[place] == NO_KEY) {
            keys[place] = key(part, local);
            firstSets[place] = set ? blocks[depth - 1] : UNKNOWN;
            parts[local]++;
            if (2 * ++count > keys.length) {
                grow();
            }
        } else if (firstSets[place] != UNKNOWN && !isOpen(firstSets[place])) {
            firstSets[place] = UNKNOWN;
        }
    }

    /** A local is set in a part inside of another. */
    void setInside(int part, int local) {
        int place = place(key(part, local));
        if (keys[place] != NO_KEY && firstSets[place] != UNKNOWN && isOpen(firstSets[place])) {
            firstSets[place] = UNKNOWN;
        }
    }

    /** Finds the locals of which values may go from one part to another, or from one call of a part to the next. */
    void findShared(BitSet shared) {
        for (int i = 0; i < keys.length; i++) {
            int local = (int) keys[i];
            if (keys[i] != NO_KEY && firstSets[i] == UNKNOWN && !(keys[i] >>> 32 == 0 && parts[local] == 1)) {
                shared.set(local);
            }
        }
    }

    // --- the table ---------------------------------------------------------------------------------------------

    private static long key(int part, int local) {
        return (long) part << 32 | local;
    }

    /** The place where a key is, or would be. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = ((int) key * 31 + (int) (key >>> 32) * 1009) & mask;
        while (keys[place] != key && keys[place] != NO_KEY) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldSets = firstSets;
        keys = new long[2 * oldKeys.length];
        firstSets = new int[keys.length];
        Arrays.fill(keys, NO_KEY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NO_KEY) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                firstSets[place] = oldSets[i];
            }
        }
    }
}
