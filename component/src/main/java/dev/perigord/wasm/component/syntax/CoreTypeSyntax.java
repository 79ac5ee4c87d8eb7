package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.TypeDefinition;
import java.util.List;

/**
 * A definition of core types (Binary.md {@code core:deftype}). Other core types are a {@link
 * dev.perigord.wasm.module.TypeIndex} in it, into the index space in which it stands.
 */
public sealed interface CoreTypeSyntax {
    /** A recursion group: each of its types has an index of its own. */
    record Group(List<TypeDefinition> types) implements CoreTypeSyntax {
        /** Copies the list. */
        public Group {
            types = List.copyOf(types);
        }
    }

    /** A module type. */
    record Module(List<Declaration> declarations) implements CoreTypeSyntax {
        /** Copies the list. */
        public Module {
            declarations = List.copyOf(declarations);
        }
    }

    /** A line of a module type. */
    sealed interface Declaration {
        /** An import with two names. */
        record Import(String module, String name, Item item) implements Declaration {}

        /** Types of the module type's own index space. */
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
