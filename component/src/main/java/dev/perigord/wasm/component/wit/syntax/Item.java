package dev.perigord.wasm.component.wit.syntax;

import java.util.List;

/** What a package consists of. */
public sealed interface Item {
    /** An interface. */
    record Interface(Attributes attributes, Name name, List<Entry> entries) implements Item {}

    /** A world. */
    record World(Attributes attributes, Name name, List<Entry> entries) implements Item {}

    /** {@code use path as alias}: a name for this file. */
    record Use(Attributes attributes, UsePath path, Name alias) implements Item {}
}
