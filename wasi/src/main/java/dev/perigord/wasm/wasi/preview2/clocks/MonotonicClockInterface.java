package dev.perigord.wasm.wasi.preview2.clocks;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.clocks.Clocks;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.preview2.io.Pollable;

/** {@code wasi:clocks/monotonic-clock}. */
public final class MonotonicClockInterface {
    private static final long NEVER = -1;

    private MonotonicClockInterface() {}

    /** The interface. */
    public static HostInterface declare(Clocks clocks, HostInterface poll) {
        return Declaration.of("wasi:clocks/monotonic-clock")
                .use(poll, "pollable")
                .type("instant", "u64")
                .type("duration", "u64")
                .function("now", "func() -> instant", _ -> clocks.monotonic())
                .function("resolution", "func() -> duration", _ -> clocks.resolution())
                .function(
                        "subscribe-instant",
                        "func(when: instant) -> pollable",
                        a -> new Pollable.Timer(clocks, a.u64(0)))
                .function(
                        "subscribe-duration",
                        "func(when: duration) -> pollable",
                        a -> new Pollable.Timer(clocks, after(clocks.monotonic(), a.u64(0))))
                .build();
    }

    /** A time so far away that the sum is no signed number is never reached. */
    private static long after(long now, long duration) {
        return duration < 0 || now + duration < 0 ? NEVER : now + duration;
    }
}
