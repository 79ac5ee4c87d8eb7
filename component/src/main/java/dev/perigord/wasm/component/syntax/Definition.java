package dev.perigord.wasm.component.syntax;

import java.util.List;

/** One of the definitions that a component consists of (Explainer "Component definitions"). */
public sealed interface Definition {
    /** A nested core module. */
    record CoreModule(CoreModuleSource source) implements Definition {}

    /** A core instance made from a module. */
    record CoreInstantiate(int module, List<CoreArgument> arguments) implements Definition {}

    /** A core instance that collects what exists. */
    record CoreInlineInstance(List<InlineExport> exports) implements Definition {}

    /** A core type. */
    record CoreType(CoreTypeSyntax type) implements Definition {}

    /** A nested component. */
    record NestedComponent(ComponentSyntax component) implements Definition {}

    /** An instance made from a component. */
    record Instantiate(int component, List<Argument> arguments) implements Definition {}

    /** An instance that collects what exists. */
    record InlineInstance(List<InlineExport> exports) implements Definition {}

    /** An alias of an instance's export. */
    record ExportAlias(Sort sort, int instance, String name) implements Definition {}

    /** An alias of a core instance's export. */
    record CoreExportAlias(Sort sort, int instance, String name) implements Definition {}

    /** An alias of a definition of an enclosing scope, which is {@code count} scopes outwards. */
    record OuterAlias(Sort sort, int count, int index) implements Definition {}

    /** A type. */
    record Type(TypeSyntax type) implements Definition {}

    /** A canonical definition. */
    record Canonical(Canon canon) implements Definition {}

    /** A start function. */
    record Start(int function, List<Integer> arguments, int results) implements Definition {}

    /** A value that is known beforehand. */
    record Value(TypeReference type, EncodedValue value) implements Definition {}

    /** An import. */
    record Import(NameSyntax name, ItemSyntax type) implements Definition {}

    /** An export; {@code ascribed} is the type it is given, or null. */
    record Export(NameSyntax name, SortIndex item, ItemSyntax ascribed) implements Definition {}

    /** An export of an instance type or component type. */
    record ExportDeclaration(NameSyntax name, ItemSyntax type) implements Definition {}

    /** What a core module is instantiated with: the instance for all imports with one module name. */
    record CoreArgument(String name, int instance) {}

    /** What a component is instantiated with. */
    record Argument(String name, SortIndex item) {}

    /** An export of an instance that collects what exists. */
    record InlineExport(NameSyntax name, SortIndex item) {}
}
