package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strings out of linear memory (CanonicalABI.md {@code load_string_from_range}). */
final class TextDecoder {
    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoder() {}

    /** The string; traps if the bytes are no well-formed text. The range has been checked. */
    @TruffleBoundary
    static String decode(WasmMemory memory, long address, int codeUnits, TextEncoding encoding, Node location) {
        byte[] bytes = memory.read(address, codeUnits * encoding.unitSize(), location);
        return switch (encoding) {
            case LATIN1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case UTF8 -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                if (text.indexOf(REPLACEMENT) >= 0) {
                    checkUtf8(bytes, location);
                }
                yield text;
            }
            case UTF16 -> {
                String text = new String(bytes, StandardCharsets.UTF_16LE);
                if (text.indexOf(REPLACEMENT) >= 0) {
                    checkUtf16(bytes, location);
                }
                yield text;
            }
        };
    }

    /** A replacement character is either what the text says or the sign of a malformed one. */
    private static void checkUtf8(byte[] bytes, Node location) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, CharBuffer.allocate(bytes.length), false);
        if (result.isError()) {
            throw new TrapException("invalid utf-8 sequence from index " + input.position(), location);
        }
        if (input.hasRemaining()) {
            throw new TrapException("incomplete utf-8 byte sequence from index " + input.position(), location);
        }
    }

    private static void checkUtf16(byte[] bytes, Node location) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_16LE
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, CharBuffer.allocate(bytes.length), true);
        if (result.isError()) {
            throw new TrapException("unpaired surrogate found", location);
        }
    }
}
