package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import java.util.Map;

/** What an entry of a component's index space stands for in one instance of the component. */
sealed interface LinkedItem {
    record Module(ModuleSource source) implements LinkedItem {}

    record Function(FunctionSource source, WitFunctionType type) implements LinkedItem {}

    record Type(DefinedType type) implements LinkedItem {}

    /** A component with the frame in which it was defined, which is null if the host provides it. */
    record Component(ValidatedComponent component, Frame definedIn) implements LinkedItem {}

    /** A value; a plan with values is never carried out. */
    record Value() implements LinkedItem {}

    record Instance(Map<String, LinkedItem> exports) implements LinkedItem {}
}
