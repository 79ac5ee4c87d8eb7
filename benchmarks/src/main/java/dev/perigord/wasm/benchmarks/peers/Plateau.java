package dev.perigord.wasm.benchmarks.peers;

import java.util.ArrayDeque;
import java.util.Deque;

/** Notices when the durations of calls have stopped to change: most of the last ones are about the same, and no compilation shows. */
final class Plateau {
    private static final int LAST = 12;

    /** Other load on the machine makes a few calls slower at any time. */
    private static final int OUTLIERS = 2;

    private static final double TOLERANCE = 1.2;

    private final Deque<Long> durations = new ArrayDeque<>();

    void add(long duration) {
        if (durations.size() == LAST) {
            durations.removeFirst();
        }
        durations.addLast(duration);
    }

    boolean isReached() {
        long[] sorted = durations.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == LAST && sorted[LAST - 1 - OUTLIERS] <= TOLERANCE * sorted[0];
    }
}
