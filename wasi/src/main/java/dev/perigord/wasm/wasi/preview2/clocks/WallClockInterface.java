package dev.perigord.wasm.wasi.preview2.clocks;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.clocks.Clocks;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** {@code wasi:clocks/wall-clock}. */
public final class WallClockInterface {
    private WallClockInterface() {}

    /** The interface. */
    public static HostInterface declare(Clocks clocks) {
        return Declaration.of("wasi:clocks/wall-clock")
                .type("datetime", "record { seconds: u64, nanoseconds: u32 }")
                .function("now", "func() -> datetime", _ -> Datetime.of(clocks.realtime()))
                .function("resolution", "func() -> datetime", _ -> Datetime.of(clocks.resolution()))
                .build();
    }
}
