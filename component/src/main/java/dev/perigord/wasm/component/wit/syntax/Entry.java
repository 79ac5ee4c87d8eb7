package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.List;

/** A line of an interface or world. */
public sealed interface Entry {
    /** What stands in front of it. */
    Attributes attributes();

    /** {@code use path.{names}}. */
    record Use(Attributes attributes, UsePath path, List<Renamed> names) implements Entry {}

    /** A type; a resource brings its functions. The names in its body are not resolved. */
    record Type(Attributes attributes, Name name, TypeDefinition definition, List<Function> functions)
            implements Entry {}

    /** A function whose types are not resolved. */
    record Function(Attributes attributes, Name name, WitFunction function) implements Entry {}

    /** An import or export of a world, {@code import label: …} or {@code import path}. */
    record Extern(Attributes attributes, boolean isImport, Name name, Kind kind) implements Entry {}

    /** {@code include path with {names}}. */
    record Include(Attributes attributes, UsePath path, List<Renamed> names) implements Entry {}

    /** What is imported or exported. */
    sealed interface Kind {
        /** A function. */
        record Function(WitFunction function) implements Kind {}

        /** An interface written in place. */
        record Inline(List<Entry> entries) implements Kind {}

        /** An interface under its own name. */
        record Path(UsePath path) implements Kind {}

        /** An interface under a label. */
        record LabelledPath(UsePath path) implements Kind {}
    }
}
