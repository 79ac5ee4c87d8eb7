package dev.perigord.wasm.module;

/** The sections of a binary module in their order (spec 5.5.2). */
public enum Section {
    TYPE(1, "type"),
    IMPORT(2, "import"),
    FUNCTION(3, "func"),
    TABLE(4, "table"),
    MEMORY(5, "memory"),
    TAG(13, "tag"),
    GLOBAL(6, "global"),
    EXPORT(7, "export"),
    START(8, "start"),
    ELEMENT(9, "elem"),
    DATA_COUNT(12, "datacount"),
    CODE(10, "code"),
    DATA(11, "data");

    private final int id;
    private final String text;

    Section(int id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The byte that starts the section. */
    public int id() {
        return id;
    }

    /** How {@code @custom} annotations call the section. */
    public String text() {
        return text;
    }
}
