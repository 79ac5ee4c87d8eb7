package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;
import java.nio.charset.StandardCharsets;

/**
 * Strings into linear memory (CanonicalABI.md {@code store_string_into_range}). The pattern of allocations is the
 * specification's, which a guest can observe.
 */
final class TextEncoder {
    /** In a latin1+utf16 length: the code units are UTF-16. */
    static final int UTF16_TAG = 1 << 31;

    /** The longest string in bytes. */
    static final int MAX_BYTES = (1 << 28) - 1;

    private static final int ASCII_END = 0x80;
    private static final int LATIN1_END = 0x100;

    private final Transfer transfer;
    private final Node location;

    /** Where a string was put. */
    record Stored(long address, int taggedCodeUnits) {
        /** The length as memories with addresses of a size have it. */
        long length(PointerSize pointer) {
            boolean isTagged = (taggedCodeUnits & UTF16_TAG) != 0;
            return isTagged ? (taggedCodeUnits & ~UTF16_TAG) | Pointers.tag(pointer) : taggedCodeUnits;
        }
    }

    private TextEncoder(Transfer transfer, Node location) {
        this.transfer = transfer;
        this.location = location;
    }

    /** Stores a string of another component. */
    @TruffleBoundary
    static Stored store(Transfer transfer, GuestText text, StringEncoding encoding, Node location) {
        TextEncoder encoder = new TextEncoder(transfer, location);
        return switch (encoding) {
            case UTF8 ->
                switch (text.encoding()) {
                    case UTF8 -> encoder.copy(text, 1);
                    case UTF16 -> encoder.utf8(encoder.decode(text), text.codeUnits(), 3L * text.codeUnits());
                    case LATIN1 -> encoder.utf8(encoder.decode(text), text.codeUnits(), 2L * text.codeUnits());
                };
            case UTF16 ->
                switch (text.encoding()) {
                    case UTF8 -> encoder.shrinkingUtf16(encoder.decode(text), 2L * text.codeUnits());
                    case UTF16 -> encoder.copy(text, 2);
                    case LATIN1 -> encoder.utf16(encoder.decode(text), 0);
                };
            case LATIN1_UTF16 ->
                switch (text.encoding()) {
                    case LATIN1 -> encoder.copy(text, 2);
                    case UTF8 -> encoder.latin1OrUtf16(encoder.decode(text), text.codeUnits());
                    case UTF16 ->
                        text.plainUtf16()
                                ? encoder.latin1OrUtf16(encoder.decode(text), text.codeUnits())
                                : encoder.probablyUtf16(encoder.decode(text));
                };
        };
    }

    /** Stores a string of the host; lone surrogates, which are no text, become replacement characters. */
    @TruffleBoundary
    static Stored store(Transfer transfer, String text, StringEncoding encoding, Node location) {
        TextEncoder encoder = new TextEncoder(transfer, location);
        String wellFormed = wellFormed(text);
        return switch (encoding) {
            case UTF8 -> {
                byte[] bytes = wellFormed.getBytes(StandardCharsets.UTF_8);
                encoder.checkLength(bytes.length);
                long address = transfer.allocate(1, bytes.length, location);
                encoder.write(address, bytes);
                yield new Stored(address, bytes.length);
            }
            case UTF16 -> encoder.utf16(wellFormed, 0);
            case LATIN1_UTF16 -> {
                byte[] latin1 = wellFormed.getBytes(StandardCharsets.ISO_8859_1);
                if (latin1PrefixLength(wellFormed) < wellFormed.length()) {
                    yield encoder.utf16(wellFormed, UTF16_TAG);
                }
                encoder.checkLength(latin1.length);
                long address = transfer.allocate(2, latin1.length, location);
                encoder.write(address, latin1);
                yield new Stored(address, latin1.length);
            }
        };
    }

    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                repaired = repaired == null ? new StringBuilder(text) : repaired;
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }

    private static int latin1PrefixLength(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) < LATIN1_END) {
            length++;
        }
        return length;
    }

    private static int asciiPrefixLength(String text) {
        int length = 0;
        while (length < text.length() && text.charAt(length) < ASCII_END) {
            length++;
        }
        return length;
    }

    private void checkLength(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new TrapException("string of " + bytes + " bytes is longer than the canonical ABI allows", location);
        }
    }

    private String decode(GuestText text) {
        return TextDecoder.decode(text.memory(), text.address(), text.codeUnits(), text.encoding(), location);
    }

    private void write(long address, byte[] bytes) {
        transfer.memory().write(address, bytes, 0, bytes.length, location);
    }

    private Stored copy(GuestText text, int alignment) {
        long address = transfer.allocate(alignment, text.byteLength(), location);
        transfer.memory().copyFrom(text.memory(), text.address(), address, text.byteLength(), location);
        return new Stored(address, text.codeUnits());
    }

    /** First hopes for ASCII, then makes room for the worst case, then gives back what was too much. */
    private Stored utf8(String text, int codeUnits, long worstCase) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long address = transfer.allocate(1, codeUnits, location);
        int ascii = asciiPrefixLength(text);
        WasmMemory memory = transfer.memory();
        memory.write(address, bytes, 0, ascii, location);
        if (ascii == text.length()) {
            return new Stored(address, bytes.length);
        }
        address = transfer.reallocate(address, codeUnits, 1, worstCase, location);
        memory.write(address + ascii, bytes, ascii, bytes.length - ascii, location);
        if (worstCase > bytes.length) {
            address = transfer.reallocate(address, worstCase, 1, bytes.length, location);
        }
        return new Stored(address, bytes.length);
    }

    private Stored utf16(String text, int tag) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        checkLength(bytes.length);
        long address = transfer.allocate(2, bytes.length, location);
        write(address, bytes);
        return new Stored(address, text.length() | tag);
    }

    private Stored shrinkingUtf16(String text, long worstCase) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        long address = transfer.allocate(2, worstCase, location);
        write(address, bytes);
        if (bytes.length < worstCase) {
            address = transfer.reallocate(address, worstCase, 2, bytes.length, location);
        }
        return new Stored(address, text.length());
    }

    private Stored latin1OrUtf16(String text, int codeUnits) {
        long address = transfer.allocate(2, codeUnits, location);
        int prefix = latin1PrefixLength(text);
        byte[] latin1 = text.substring(0, prefix).getBytes(StandardCharsets.ISO_8859_1);
        write(address, latin1);
        if (prefix == text.length()) {
            if (prefix < codeUnits) {
                address = transfer.reallocate(address, codeUnits, 2, prefix, location);
            }
            return new Stored(address, prefix);
        }
        long worstCase = 2L * codeUnits;
        address = transfer.reallocate(address, codeUnits, 2, worstCase, location);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        write(address, bytes);
        if (worstCase > bytes.length) {
            address = transfer.reallocate(address, worstCase, 2, bytes.length, location);
        }
        return new Stored(address, text.length() | UTF16_TAG);
    }

    private Stored probablyUtf16(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
        long address = transfer.allocate(2, bytes.length, location);
        write(address, bytes);
        if (latin1PrefixLength(text) < text.length()) {
            return new Stored(address, text.length() | UTF16_TAG);
        }
        write(address, text.getBytes(StandardCharsets.ISO_8859_1));
        address = transfer.reallocate(address, bytes.length, 1, text.length(), location);
        return new Stored(address, text.length());
    }
}
