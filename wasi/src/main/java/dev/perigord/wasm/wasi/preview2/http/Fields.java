package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A guest's {@code wasi:http/types.fields}: names, which are the same in any case, and values in the order of their
 * arrival.
 */
final class Fields {
    private static final VariantValue INVALID_SYNTAX = new VariantValue(0, null);
    private static final VariantValue FORBIDDEN = new VariantValue(1, null);
    private static final VariantValue IMMUTABLE = new VariantValue(2, null);

    /** What belongs to a connection, which is none of a guest's business. */
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "transfer-encoding",
            "upgrade");

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** What no server would take anyway; the host keeps it in memory. */
    private static final int MAXIMUM_SIZE = 1 << 17;

    private final List<Field> entries = new ArrayList<>();
    private final boolean mutable;
    private int size;

    /** A name as it was written and a value. */
    record Field(String name, byte[] value) {
        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        private int size() {
            return name.length() + value.length + Integer.BYTES;
        }
    }

    private Fields(boolean mutable) {
        this.mutable = mutable;
    }

    /** No fields yet. */
    static Fields empty() {
        return new Fields(true);
    }

    /** The same fields now, which can be changed or not. */
    Fields copy(boolean changeable) {
        Fields copy = new Fields(changeable);
        copy.entries.addAll(entries);
        copy.size = size;
        return copy;
    }

    List<Field> entries() {
        return entries;
    }

    List<byte[]> get(String name) {
        return entries.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .toList();
    }

    boolean has(String name) {
        return entries.stream().anyMatch(field -> field.isNamed(name));
    }

    void set(String name, List<?> values) {
        checkMutable();
        checkName(name);
        values.forEach(value -> checkValue((byte[]) value));
        remove(name);
        values.forEach(value -> add(name, (byte[]) value));
    }

    void delete(String name) {
        checkMutable();
        checkName(name);
        remove(name);
    }

    void append(String name, byte[] value) {
        checkMutable();
        checkName(name);
        checkValue(value);
        add(name, value);
    }

    private void add(String name, byte[] value) {
        Field added = new Field(name, value);
        if (size + added.size() > MAXIMUM_SIZE) {
            throw new TrapException("fields of more than " + MAXIMUM_SIZE + " bytes", null);
        }
        size += added.size();
        entries.add(added);
    }

    private void remove(String name) {
        entries.removeIf(field -> field.isNamed(name));
        size = entries.stream().mapToInt(Field::size).sum();
    }

    private void checkMutable() {
        if (!mutable) {
            throw new ComponentException(IMMUTABLE);
        }
    }

    private static void checkName(String name) {
        if (!isToken(name)) {
            throw new ComponentException(INVALID_SYNTAX);
        }
        if (CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ComponentException(FORBIDDEN);
        }
    }

    private static void checkValue(byte[] value) {
        for (byte b : value) {
            if (b == '\r' || b == '\n' || b == 0) {
                throw new ComponentException(INVALID_SYNTAX);
            }
        }
    }

    /** Whether a text is a {@code token} of RFC 9110, 5.6.2. */
    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || TOKEN_PUNCTUATION.indexOf(c) >= 0);
    }
}
