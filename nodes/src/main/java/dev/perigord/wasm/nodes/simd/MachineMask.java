package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.Vector128;
import jdk.internal.vm.vector.VectorSupport;

/** What a comparison of lanes gives. HotSpot finds {@code ETYPE} and {@code VLENGTH} of the subclasses by their names. */
abstract class MachineMask<E> extends VectorSupport.VectorMask<E> {
    /** A mask of so many lanes, which are all ones or zeros in a vector. */
    MachineMask(Vector128 vector, int lanes) {
        super(lanes(vector, lanes));
    }

    private static boolean[] lanes(Vector128 vector, int number) {
        boolean[] lanes = new boolean[number];
        int half = number / 2;
        int bits = Long.SIZE / half;
        for (int i = 0; i < half; i++) {
            lanes[i] = (vector.low() >>> (i * bits) & 1) != 0;
            lanes[half + i] = (vector.high() >>> (i * bits) & 1) != 0;
        }
        return lanes;
    }

    /** The lanes of one vector, and those of another where the mask says so. */
    final Vector128 choose(Vector128 otherwise, Vector128 where) {
        boolean[] lanes = (boolean[]) getPayload();
        int half = lanes.length / 2;
        long low = bits(lanes, 0, half);
        long high = bits(lanes, half, half);
        return new Vector128(
                Bits.select(where.low(), otherwise.low(), low), Bits.select(where.high(), otherwise.high(), high));
    }

    private static long bits(boolean[] lanes, int first, int number) {
        int bits = Long.SIZE / number;
        long lane = -1L >>> (Long.SIZE - bits);
        long result = 0;
        for (int i = 0; i < number; i++) {
            if (lanes[first + i]) {
                result |= lane << (i * bits);
            }
        }
        return result;
    }
}
