package dev.perigord.wasm.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import org.graalvm.polyglot.Source;

/** The guests among this module's resources. */
final class Resources {
    private Resources() {}

    /** A module or component, binary or text. */
    static Source source(String name) {
        URL url = Resources.class.getResource("/" + name);
        try {
            Source.Builder builder = Source.newBuilder("wasm", url);
            return name.endsWith(".wat") ? builder.mimeType("text/x-wat").build() : builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
