package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Tells modules, components, their text and scripts by name or by their first bytes. */
public final class WasmFileTypeDetector implements TruffleFile.FileTypeDetector {
    @Override
    public String findMimeType(TruffleFile file) throws IOException {
        String name = file.getName();
        if (name == null) {
            return null;
        }
        if (name.endsWith(".wast")) {
            return WasmLanguage.SCRIPT_MIME_TYPE;
        }
        if (name.endsWith(".wat")) {
            return WasmLanguage.TEXT_MIME_TYPE;
        }
        if (name.endsWith(".wasm")) {
            return WasmLanguage.BINARY_MIME_TYPE;
        }
        return null;
    }

    @Override
    public Charset findEncoding(TruffleFile file) {
        String name = file.getName();
        return name != null && (name.endsWith(".wat") || name.endsWith(".wast")) ? StandardCharsets.UTF_8 : null;
    }
}
