package dev.perigord.wasm.wasi.preview2.cli;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.cli.ExitException;
import dev.perigord.wasm.wasi.io.StandardStreams;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** {@code wasi:cli/exit}. */
public final class ExitInterface {
    private ExitInterface() {}

    /** The interface. */
    public static HostInterface declare(StandardStreams streams) {
        return Declaration.of("wasi:cli/exit")
                .function("exit", "func(status: result)", a -> {
                    throw exit(streams, a.variant(0).index());
                })
                .function("exit-with-code", "func(status-code: u8)", a -> {
                    throw exit(streams, a.integer(0));
                })
                .build();
    }

    private static ExitException exit(StandardStreams streams, int status) {
        streams.flush();
        return new ExitException(status);
    }
}
