package dev.perigord.wasm.component.syntax;

import java.util.Locale;

/** The index spaces (Explainer "Index spaces"). */
public enum Sort {
    CORE_FUNC(0x00),
    CORE_TABLE(0x01),
    CORE_MEMORY(0x02),
    CORE_GLOBAL(0x03),
    CORE_TAG(0x04),
    CORE_TYPE(0x10),
    CORE_MODULE(0x11),
    CORE_INSTANCE(0x12),
    FUNC(0x01),
    VALUE(0x02),
    TYPE(0x03),
    COMPONENT(0x04),
    INSTANCE(0x05);

    private final int code;

    Sort(int code) {
        this.code = code;
    }

    /** The byte of the binary format; that of a core sort follows a zero. */
    public int code() {
        return code;
    }

    /** Whether it is an index space of core WebAssembly. */
    public boolean isCore() {
        return compareTo(FUNC) < 0;
    }

    /** The name in the text format, such as {@code core func}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The word for it in the text format; that of a core sort may follow {@code core}. */
    public String keyword() {
        return isCore() ? text().substring("core ".length()) : text();
    }

    /** Whether definitions of enclosing components can be used (Explainer "Alias Definitions"). */
    public boolean hasOuterAliases() {
        return switch (this) {
            case CORE_MODULE, CORE_TYPE, COMPONENT, TYPE -> true;
            default -> false;
        };
    }

    /** Whether a core instance can export it. */
    public boolean isExportOfCoreInstance() {
        return compareTo(CORE_TAG) <= 0;
    }

    /** The sort that a word of the text format stands for, or null. */
    public static Sort ofKeyword(String keyword, boolean core) {
        for (Sort sort : values()) {
            if (sort.isCore() == core && sort.keyword().equals(keyword)) {
                return sort;
            }
        }
        return null;
    }

    /** The sort with a code, or null. */
    public static Sort ofCode(int code, boolean core) {
        for (Sort sort : values()) {
            if (sort.code == code && sort.isCore() == core) {
                return sort;
            }
        }
        return null;
    }
}
