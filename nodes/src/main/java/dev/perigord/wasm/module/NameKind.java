package dev.perigord.wasm.module;

import java.util.Locale;

/** What the name section gives names to, in the order of its subsections (spec 7.4.1; proposal extended name section). */
public enum NameKind {
    FUNCTION(1, false),
    /** Parameters and locals of each function. */
    LOCAL(2, true),
    /** Blocks of each function, numbered in the order in which they start. */
    LABEL(3, true),
    TYPE(4, false),
    TABLE(5, false),
    MEMORY(6, false),
    GLOBAL(7, false),
    ELEMENT(8, false),
    DATA(9, false),
    /** Fields of each structure type. */
    FIELD(10, true),
    TAG(11, false);

    private final int id;
    private final boolean indirect;

    NameKind(int id, boolean indirect) {
        this.id = id;
        this.indirect = indirect;
    }

    /** The byte that starts the subsection. */
    public int id() {
        return id;
    }

    /** What messages call something of this kind. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether such names belong to something that has an index itself. */
    public boolean isIndirect() {
        return indirect;
    }
}
