package dev.perigord.wasm.component.interop;

import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunctionNode;
import dev.perigord.wasm.component.host.InlinedHostFunction;
import dev.perigord.wasm.component.name.Label;
import dev.perigord.wasm.component.runtime.ResourceTypes;

/** A polyglot object as a function that a component imports. */
final class PolyglotFunction implements InlinedHostFunction {
    /** What a call does. */
    enum Kind {
        /** Executes the object. */
        FUNCTION,
        /** Instantiates the object. */
        CONSTRUCTOR,
        /** Invokes a member of the first argument. */
        METHOD
    }

    private final PolyglotImports imports;
    private final Kind kind;

    /** Null for methods. */
    private final Object object;

    /** Of the method, as in WIT and in camelCase; null for anything else. */
    private final String label;

    private final String camelCase;

    /** For calls that are no part of a tree; made when the function is first called so. */
    private PolyglotCallNode uncached;

    private PolyglotFunction(PolyglotImports imports, Kind kind, Object object, String label) {
        this.imports = imports;
        this.kind = kind;
        this.object = object;
        this.label = label;
        this.camelCase = label == null ? null : Label.toCamelCase(label);
    }

    static PolyglotFunction function(PolyglotImports imports, Object executable) {
        return new PolyglotFunction(imports, Kind.FUNCTION, executable, null);
    }

    static PolyglotFunction constructor(PolyglotImports imports, Object instantiable) {
        return new PolyglotFunction(imports, Kind.CONSTRUCTOR, instantiable, null);
    }

    static PolyglotFunction method(PolyglotImports imports, String label) {
        return new PolyglotFunction(imports, Kind.METHOD, null, label);
    }

    Kind kind() {
        return kind;
    }

    Object object() {
        return object;
    }

    String label() {
        return label;
    }

    String camelCase() {
        return camelCase;
    }

    /** Of the component that imports. */
    ResourceTypes resources() {
        return imports.resources();
    }

    InteropEnvironment environment() {
        return imports.environment();
    }

    @Override
    public HostFunctionNode node(HostCall call) {
        return new PolyglotCallNode(call, kind, new Libraries(true, environment()));
    }

    @Override
    public Object call(HostCall call, Object... arguments) {
        PolyglotCallNode node = uncached;
        if (node == null || !node.isThrough(call)) {
            node = new PolyglotCallNode(call, kind, new Libraries(false, environment()));
            uncached = node;
        }
        return node.execute(this, arguments);
    }
}
