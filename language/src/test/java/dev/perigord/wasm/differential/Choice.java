package dev.perigord.wasm.differential;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a generator chooses, the same for the same seed. */
final class Choice {
    private static final int[] INTEGERS = {
        0,
        1,
        -1,
        2,
        3,
        4,
        7,
        8,
        15,
        16,
        31,
        32,
        33,
        63,
        100,
        127,
        128,
        255,
        256,
        1000,
        32767,
        32768,
        65535,
        65536,
        0x7FFF_FFFF,
        0x8000_0000,
        0x8000_0001,
        0xFFFF_0000
    };

    private static final double[] FLOATS = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        100.0,
        0x1p31,
        -0x1p31,
        0x1p32,
        0x1p53,
        0x1p63,
        -0x1p63,
        0x1p64,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private final Random random;

    Choice(long seed) {
        this.random = new Random(seed);
    }

    /** A number from 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number in a range, both ends included. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    boolean percent(int probability) {
        return below(100) < probability;
    }

    <T> T of(List<T> list) {
        return list.get(below(list.size()));
    }

    /** One of the keys, as often as its value says. */
    <T> T weighted(Map<T, Integer> weights) {
        int rest = below(weights.values().stream().mapToInt(Integer::intValue).sum());
        for (Map.Entry<T, Integer> entry : weights.entrySet()) {
            rest -= entry.getValue();
            if (rest < 0) {
                return entry.getKey();
            }
        }
        throw new AssertionError(weights);
    }

    // --- values ------------------------------------------------------------------------------------------------

    int i32() {
        return switch (below(4)) {
            case 0 -> random.nextInt();
            case 1 -> between(-20, 20);
            default -> INTEGERS[below(INTEGERS.length)];
        };
    }

    long i64() {
        return switch (below(4)) {
            case 0 -> random.nextLong();
            case 1 -> (long) i32() << 32;
            case 2 -> percent(50) ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> i32();
        };
    }

    float f32() {
        return percent(60) ? (float) FLOATS[below(FLOATS.length)] : random.nextFloat(-100, 100);
    }

    double f64() {
        return percent(60) ? FLOATS[below(FLOATS.length)] : random.nextDouble(-1e6, 1e6);
    }
}
