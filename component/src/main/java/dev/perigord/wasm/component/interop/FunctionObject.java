package dev.perigord.wasm.component.interop;

import dev.perigord.wasm.component.runtime.ComponentFunction;

/** A function that a component exports: another instance that imports it calls it directly. */
final class FunctionObject extends ExecutableObject {
    private final ComponentFunction function;

    FunctionObject(String name, ComponentFunction function, Body body) {
        super(name, function.type().parameters().size(), body);
        this.function = function;
    }

    ComponentFunction function() {
        return function;
    }
}
