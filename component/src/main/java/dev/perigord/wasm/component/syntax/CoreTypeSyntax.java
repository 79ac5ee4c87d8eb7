package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import java.util.List;

/** A definition of a core type (Binary.md {@code core:deftype}). */
public sealed interface CoreTypeSyntax {
    /** A function type. */
    record Function(FunctionType type) implements CoreTypeSyntax {}

    /** A module type. */
    record Module(List<Declaration> declarations) implements CoreTypeSyntax {}

    /** A line of a module type. */
    sealed interface Declaration {
        /** An import with two names. */
        record Import(String module, String name, Item item) implements Declaration {}

        /** A type of the module type's own index space. */
        record Type(CoreTypeSyntax type) implements Declaration {}

        /** A type of an enclosing scope. */
        record OuterType(int count, int index) implements Declaration {}

        /** An export. */
        record Export(String name, Item item) implements Declaration {}
    }

    /** The type of a core import or export. */
    sealed interface Item {
        /** A function of a type index. */
        record Function(int typeIndex) implements Item {}

        /** A tag of a type index. */
        record Tag(int typeIndex) implements Item {}

        /** Anything that is described in place. */
        record Direct(ExternType type) implements Item {}
    }
}
