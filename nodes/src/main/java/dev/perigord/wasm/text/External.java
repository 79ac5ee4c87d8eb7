package dev.perigord.wasm.text;

/** What can be imported and exported (spec 6.4.14), in the order of the codes in the binary format. */
enum External {
    FUNC("func", "function"),
    TABLE("table", "table"),
    MEMORY("memory", "memory"),
    GLOBAL("global", "global"),
    TAG("tag", "tag");

    private final String keyword;
    private final String description;

    External(String keyword, String description) {
        this.keyword = keyword;
        this.description = description;
    }

    /** The kind that a keyword stands for, or {@code null}. */
    static External of(String keyword) {
        for (External kind : values()) {
            if (kind.keyword.equals(keyword)) {
                return kind;
            }
        }
        return null;
    }

    /** The word for definitions of this kind. */
    String keyword() {
        return keyword;
    }

    /** What messages call a definition of this kind. */
    String description() {
        return description;
    }

    /** The byte of the binary format. */
    int code() {
        return ordinal();
    }
}
