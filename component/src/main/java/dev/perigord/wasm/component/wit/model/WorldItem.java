package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;

/** What a world imports or exports. */
public sealed interface WorldItem {
    /**
     * An interface of a package, imported or exported under its own name or, with {@code label: path}, under a label.
     *
     * @param externalId the text of {@code @external-id}, or an empty string; so it is everywhere in the model
     */
    record Interface(InterfaceName name, String docs, Stability stability, String externalId) implements WorldItem {}

    /** An interface that is written in the world. */
    record Inline(WitInterface contents, String externalId) implements WorldItem {}

    /** A function; those of resources are imports of their own too. */
    record Function(WitFunction function) implements WorldItem {}

    /** A type, which is always imported. */
    record Type(TypeDefinition definition) implements WorldItem {}
}
