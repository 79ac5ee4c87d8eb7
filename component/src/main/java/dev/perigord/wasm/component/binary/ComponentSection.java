package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Definition;

/** The sections of a component in the order of their codes (Binary.md {@code section}). */
enum ComponentSection {
    CUSTOM,
    CORE_MODULE,
    CORE_INSTANCE,
    CORE_TYPE,
    COMPONENT,
    INSTANCE,
    ALIAS,
    TYPE,
    CANON,
    START,
    IMPORT,
    EXPORT,
    VALUE;

    int code() {
        return ordinal();
    }

    /** The section in which a definition stands. */
    static ComponentSection of(Definition definition) {
        return switch (definition) {
            case Definition.CoreModule _ -> CORE_MODULE;
            case Definition.CoreInstantiate _, Definition.CoreInlineInstance _ -> CORE_INSTANCE;
            case Definition.CoreType _ -> CORE_TYPE;
            case Definition.NestedComponent _ -> COMPONENT;
            case Definition.Instantiate _, Definition.InlineInstance _ -> INSTANCE;
            case Definition.ExportAlias _, Definition.CoreExportAlias _, Definition.OuterAlias _ -> ALIAS;
            case Definition.Type _ -> TYPE;
            case Definition.Canonical _ -> CANON;
            case Definition.Start _ -> START;
            case Definition.Import _ -> IMPORT;
            case Definition.Value _ -> VALUE;
            case Definition.Export _, Definition.ExportDeclaration _ -> EXPORT;
        };
    }
}
