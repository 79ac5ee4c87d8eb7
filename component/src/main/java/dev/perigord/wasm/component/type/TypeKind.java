package dev.perigord.wasm.component.type;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The table of value types: name in WIT and code in the binary format (Binary.md "Type definitions"). */
public enum TypeKind {
    BOOL(0x7F),
    S8(0x7E),
    U8(0x7D),
    S16(0x7C),
    U16(0x7B),
    S32(0x7A),
    U32(0x79),
    S64(0x78),
    U64(0x77),
    F32(0x76),
    F64(0x75),
    CHAR(0x74),
    STRING(0x73),
    ERROR_CONTEXT(0x64),
    RECORD(0x72),
    VARIANT(0x71),
    LIST(0x70),
    FIXED_LIST(0x67),
    TUPLE(0x6F),
    FLAGS(0x6E),
    ENUM(0x6D),
    OPTION(0x6B),
    RESULT(0x6A),
    OWN(0x69),
    BORROW(0x68),
    STREAM(0x66),
    FUTURE(0x65),
    MAP(0x63);

    private static final TypeKind[] BY_CODE = new TypeKind[0x80];
    private static final Map<String, TypeKind> BY_TEXT = new HashMap<>();

    static {
        for (TypeKind kind : values()) {
            BY_CODE[kind.code] = kind;
            BY_TEXT.putIfAbsent(kind.text(), kind);
        }
    }

    private final int code;

    TypeKind(int code) {
        this.code = code;
    }

    /** The byte of the binary format. */
    public int code() {
        return code;
    }

    /** The name in WIT, such as {@code u32} or {@code error-context}. */
    public String text() {
        return this == FIXED_LIST ? "list" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether values of this kind need no further description: numbers, characters, strings and error contexts. */
    public boolean isPrimitive() {
        return compareTo(ERROR_CONTEXT) <= 0;
    }

    /**
     * Whether bindings give such a type a name of its own, so that it must have been imported or exported before it can
     * appear in the type of an import or export (Explainer "External visibility of types").
     */
    public boolean needsName() {
        return switch (this) {
            case RECORD, VARIANT, ENUM, FLAGS -> true;
            default -> false;
        };
    }

    /** Whether the type was added after WASI 0.2 and needs the run time of 0.3. */
    public boolean isBeyondPreview2() {
        return switch (this) {
            case ERROR_CONTEXT, STREAM, FUTURE -> true;
            default -> false;
        };
    }

    /** The kind with a name, or null; {@code list} is that of any length. */
    public static TypeKind ofText(String text) {
        return BY_TEXT.get(text);
    }

    /** The kind with a code of the binary format, or null. */
    public static TypeKind ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
