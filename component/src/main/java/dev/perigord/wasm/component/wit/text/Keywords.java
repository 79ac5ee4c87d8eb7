package dev.perigord.wasm.component.wit.text;

import java.util.Set;

/** The words that are no names unless {@code %} stands in front (WIT.md "Keywords"). */
final class Keywords {
    private static final Set<String> ALL = Set.of(
            "_",
            "as",
            "async",
            "bool",
            "borrow",
            "char",
            "constructor",
            "enum",
            "error-context",
            "export",
            "f32",
            "f64",
            "flags",
            "float32",
            "float64",
            "from",
            "func",
            "future",
            "import",
            "include",
            "interface",
            "list",
            "map",
            "option",
            "own",
            "package",
            "record",
            "resource",
            "result",
            "s16",
            "s32",
            "s64",
            "s8",
            "static",
            "stream",
            "string",
            "tuple",
            "type",
            "u16",
            "u32",
            "u64",
            "u8",
            "use",
            "variant",
            "with",
            "world");

    private Keywords() {}

    static boolean contains(String word) {
        return ALL.contains(word);
    }

    /** A name as it must be written. */
    static String escape(String name) {
        return ALL.contains(name) ? "%" + name : name;
    }
}
