package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import java.util.List;
import java.util.Map;

/** What can be imported and exported, as far as WIT can describe it. */
sealed interface DecodedItem {
    /** A type. */
    record Type(TypeNode node) implements DecodedItem {}

    /** A function with its type. */
    record Function(TypeNode type) implements DecodedItem {}

    /** An instance with its exports. */
    record Instance(Map<String, Named> exports) implements DecodedItem {}

    /** A component, or the type of one: definitions to be read in the scope where they stand. */
    record Component(List<Located> definitions, DecodedScope scope) implements DecodedItem {}

    /** Something without a place in WIT: a core module or a value. */
    record Other() implements DecodedItem {}

    /** An import or export with its name. */
    record Named(NameSyntax name, DecodedItem item) {}
}
