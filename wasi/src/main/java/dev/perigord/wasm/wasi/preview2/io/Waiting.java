package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.StandardStreams;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Waits for pollables. Before it does, output is flushed, so that whoever is to bring about what the guest waits for has
 * seen what the guest has said.
 *
 * @param streams what is flushed
 */
public record Waiting(StandardStreams streams) {
    /** How long one of several things is waited for before the others are looked at. */
    private static final long SLICE_NANOS = 1_000_000;

    /** Waits until at least one pollable is ready and gives the indices of all that are. */
    public int[] poll(List<Pollable> pollables) {
        while (true) {
            int[] ready = IntStream.range(0, pollables.size())
                    .filter(i -> pollables.get(i).isReady())
                    .toArray();
            if (ready.length > 0) {
                return ready;
            }
            streams.flush();
            await(new HashSet<>(pollables));
        }
    }

    private void await(Set<Pollable> pollables) {
        long shortest = Pollable.UNKNOWN;
        Pollable event = null;
        Pollable timer = null;
        int events = 0;
        for (Pollable pollable : pollables) {
            long left = pollable.left();
            if (left == Pollable.UNKNOWN && !(pollable instanceof Pollable.Timer)) {
                event = pollable;
                events++;
            } else if (left <= shortest) {
                timer = pollable;
                shortest = left;
            }
        }
        if (events > 1) {
            shortest = Math.min(shortest, SLICE_NANOS);
        }
        (event == null ? timer : event).await(shortest);
    }

    /** Waits until a pollable is ready. */
    public void block(Pollable pollable) {
        poll(List.of(pollable));
    }
}
