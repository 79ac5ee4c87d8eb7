package dev.perigord.wasm.wasi.preview2.clocks;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** {@code wasi:clocks/timezone}, which is unstable in 0.2. Where the machine stands is not told: the zone is UTC. */
public final class TimezoneInterface {
    private TimezoneInterface() {}

    /** The interface. */
    public static HostInterface declare(HostInterface wallClock) {
        return Declaration.of("wasi:clocks/timezone")
                .use(wallClock, "datetime")
                .type("timezone-display", "record { utc-offset: s32, name: string, in-daylight-saving-time: bool }")
                .function("display", "func(when: datetime) -> timezone-display", _ -> new Object[] {0, "UTC", false})
                .function("utc-offset", "func(when: datetime) -> s32", _ -> 0)
                .build();
    }
}
