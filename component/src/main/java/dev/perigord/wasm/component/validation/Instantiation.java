package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.Substitution;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.module.InvalidException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the types of actual instances from instance types and component types. */
final class Instantiation {
    private Instantiation() {}

    /** The type of one instance of an instance type; its resources become fresh ones. */
    static InstanceType open(InstanceType type, List<ResourceType> fresh) {
        Substitution substitution = new Substitution();
        renew(type.resources(), substitution, fresh);
        return instance(type.exports(), substitution);
    }

    /** The type of the instance that a component makes from arguments. */
    static InstanceType instantiate(ComponentType type, Map<String, ItemType> arguments, List<ResourceType> fresh) {
        TypeMatcher matcher = new TypeMatcher(type.importedResources());
        type.imports().forEach((name, item) -> {
            ItemType argument = arguments.get(name);
            if (argument == null) {
                throw new InvalidException("missing import named `" + name + "`");
            }
            try {
                matcher.match(argument, item);
            } catch (InvalidException mismatch) {
                throw new InvalidException("type mismatch for import `" + name + "`: " + mismatch.getMessage());
            }
        });
        Substitution substitution = matcher.bindings();
        renew(type.definedResources(), substitution, fresh);
        return instance(type.exports(), substitution);
    }

    private static void renew(List<ResourceType> bound, Substitution substitution, List<ResourceType> fresh) {
        for (ResourceType resource : bound) {
            ResourceType renewed = new ResourceType(resource.name());
            fresh.add(renewed);
            substitution.put(resource, renewed);
        }
    }

    private static InstanceType instance(Map<String, ItemType> exports, Substitution substitution) {
        Map<String, ItemType> items = new LinkedHashMap<>();
        exports.forEach((name, item) -> items.put(name, substitution.apply(item)));
        return new InstanceType(items, List.of());
    }
}
