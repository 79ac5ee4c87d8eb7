package dev.perigord.wasm.wasi.preview2.cli;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.io.StandardStreams;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import java.util.List;

/**
 * {@code wasi:cli/terminal-input}, {@code terminal-output}, {@code terminal-stdin}, {@code terminal-stdout} and
 * {@code terminal-stderr}: whether a standard stream is a terminal.
 */
public final class TerminalInterfaces {
    private TerminalInterfaces() {}

    /** A guest's {@code terminal-input}; there is nothing to do with it. */
    record TerminalInput() {}

    /** A guest's {@code terminal-output}; there is nothing to do with it. */
    record TerminalOutput() {}

    /** The interfaces. */
    public static List<HostInterface> declare(StandardStreams standard) {
        Declaration inputs = Declaration.of("wasi:cli/terminal-input");
        inputs.resource("terminal-input", TerminalInput.class, null);
        HostInterface input = inputs.build();
        Declaration outputs = Declaration.of("wasi:cli/terminal-output");
        outputs.resource("terminal-output", TerminalOutput.class, null);
        HostInterface output = outputs.build();
        return List.of(
                input,
                output,
                stream("stdin", input, standard.input().isTerminal() ? new TerminalInput() : null),
                stream("stdout", output, standard.output().isTerminal() ? new TerminalOutput() : null),
                stream("stderr", output, standard.error().isTerminal() ? new TerminalOutput() : null));
    }

    private static HostInterface stream(String stream, HostInterface kind, Object terminal) {
        String resource = stream.equals("stdin") ? "terminal-input" : "terminal-output";
        VariantValue option = terminal == null ? VariantValue.NONE : VariantValue.some(terminal);
        return Declaration.of("wasi:cli/terminal-" + stream)
                .use(kind, resource)
                .function("get-terminal-" + stream, "func() -> option<" + resource + ">", _ -> option)
                .build();
    }
}
