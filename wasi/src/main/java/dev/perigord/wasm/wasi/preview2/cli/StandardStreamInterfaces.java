package dev.perigord.wasm.wasi.preview2.cli;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.io.StandardStreams;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.preview2.io.SinkOutput;
import dev.perigord.wasm.wasi.preview2.io.SourceInput;
import java.util.List;

/** {@code wasi:cli/stdin}, {@code stdout} and {@code stderr}. */
public final class StandardStreamInterfaces {
    private StandardStreamInterfaces() {}

    /** The interfaces. */
    public static List<HostInterface> declare(StandardStreams standard, HostInterface streams) {
        return List.of(
                Declaration.of("wasi:cli/stdin")
                        .use(streams, "input-stream")
                        .function("get-stdin", "func() -> input-stream", _ -> new SourceInput(standard.input()))
                        .build(),
                Declaration.of("wasi:cli/stdout")
                        .use(streams, "output-stream")
                        .function("get-stdout", "func() -> output-stream", _ -> new SinkOutput(standard.output()))
                        .build(),
                Declaration.of("wasi:cli/stderr")
                        .use(streams, "output-stream")
                        .function("get-stderr", "func() -> output-stream", _ -> new SinkOutput(standard.error()))
                        .build());
    }
}
