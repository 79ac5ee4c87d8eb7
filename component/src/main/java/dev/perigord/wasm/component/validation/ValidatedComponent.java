package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import java.util.List;

/**
 * A valid component: its definitions and the type of every entry of its index spaces, which are in the order in which
 * the definitions append to them.
 *
 * @param nested the components that it defines, in the order of their definitions
 */
public record ValidatedComponent(
        ComponentSyntax syntax,
        ComponentType type,
        List<DefinedType> types,
        List<WitFunctionType> functions,
        List<InstanceType> instances,
        List<ComponentType> components,
        List<CoreModuleType> coreModules,
        List<ExternType> coreMemories,
        List<FunctionType> coreFunctions,
        List<CoreDefinedType> coreTypes,
        List<ValidatedComponent> nested) {
    /** Copies all lists. */
    public ValidatedComponent {
        types = List.copyOf(types);
        functions = List.copyOf(functions);
        instances = List.copyOf(instances);
        components = List.copyOf(components);
        coreModules = List.copyOf(coreModules);
        coreMemories = List.copyOf(coreMemories);
        coreFunctions = List.copyOf(coreFunctions);
        coreTypes = List.copyOf(coreTypes);
        nested = List.copyOf(nested);
    }
}
