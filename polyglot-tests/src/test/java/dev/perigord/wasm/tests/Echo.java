package dev.perigord.wasm.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.io.IOAccess;

/** The component of the resources in {@code echo}: its exports call the imports of the same names. */
final class Echo {
    private Echo() {}

    /** Makes the component of WIT and a core module, both texts. */
    static Source component(Path folder) throws IOException {
        try (Context context = Context.newBuilder("wasm").allowIO(IOAccess.ALL).build()) {
            Value builtins = context.getBindings("wasm");
            Path embedded = folder.resolve("echo.embedded.wasm");
            Files.write(
                    embedded,
                    bytes(builtins.invokeMember(
                            "embed",
                            wit(folder).toString(),
                            "",
                            "",
                            "utf8",
                            copy("echo.wat", folder).toString())));
            byte[] component = bytes(builtins.invokeMember("componentOf", embedded.toString()));
            return Source.newBuilder("wasm", ByteSequence.create(component), "echo.wasm")
                    .build();
        }
    }

    /** The WIT as a file. */
    static Path wit(Path folder) throws IOException {
        return copy("echo.wit", folder);
    }

    /** The names of the interface's functions. */
    static List<String> functions() {
        return Pattern.compile("echo-[a-z0-9-]+(?=: func)")
                .matcher(new String(resource("echo.wit"), StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static Path copy(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(name), resource(name));
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Echo.class.getResourceAsStream("echo/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Value buffer) {
        byte[] bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
        buffer.readBuffer(0, bytes, 0, bytes.length);
        return bytes;
    }
}
