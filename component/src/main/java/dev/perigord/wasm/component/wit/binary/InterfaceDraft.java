package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.LinkedHashMap;
import java.util.Map;

/** An interface as far as it is known: what a binary does not use of it, it need not say. */
final class InterfaceDraft {
    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final Map<String, WitFunction> functions = new LinkedHashMap<>();

    Map<String, TypeDefinition> types() {
        return types;
    }

    Map<String, WitFunction> functions() {
        return functions;
    }

    WitInterface finish() {
        return new WitInterface("", Stability.UNKNOWN, types, functions);
    }
}
