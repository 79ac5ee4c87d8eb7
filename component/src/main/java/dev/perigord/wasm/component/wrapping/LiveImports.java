package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What of a world's imports is used: by core modules, and by types of what is used or exported. */
final class LiveImports {
    private final MergedWorld world;
    private final Packages packages;
    private final Map<String, Set<String>> functions = new HashMap<>();
    private final Map<String, Set<String>> types = new HashMap<>();

    LiveImports(MergedWorld world) {
        this.world = world;
        this.packages = world.packages();
    }

    /** A core module calls a function of an import. */
    void addFunction(String item, WitFunction function) {
        if (functions.computeIfAbsent(item, _ -> new HashSet<>()).add(function.name())) {
            String scope = world.imports().get(item) instanceof WorldItem.Function ? "" : item;
            addTypes(scope, function);
        }
    }

    /** A type of an import is used; the item is empty for one of the world itself. */
    void addType(String item, String name) {
        if (types.computeIfAbsent(item, _ -> new HashSet<>()).add(name)) {
            TypeBody body = scope(item).get(name).body();
            if (body instanceof TypeBody.Use(var from, String other)) {
                addType(from.toString(), other);
            }
            body.parts().forEach(part -> addNames(item, part));
        }
    }

    /** The component exports something; what it uses of imports has to be imported. */
    void addExport(String name, WorldItem item) {
        switch (item) {
            case WorldItem.Function(var function) -> addTypes("", function);
            case WorldItem.Interface _, WorldItem.Inline _ ->
                packages.contents(item).types().values().forEach(type -> {
                    if (type.body() instanceof TypeBody.Use(var from, String other)
                            && !world.exports().containsKey(from.toString())) {
                        addType(from.toString(), other);
                    }
                });
            case WorldItem.Type _ -> throw new IllegalArgumentException(name);
        }
    }

    /** A built-in is for a type; those of exports are used with what is exported. */
    void addPayload(Payload payload) {
        if (payload.type() != null && (payload.imported() || payload.item().isEmpty())) {
            addNames(payload.item(), payload.type());
        }
    }

    private void addTypes(String scope, WitFunction function) {
        function.types().forEach(type -> addNames(scope, type));
        if (!function.resource().isEmpty()) {
            addType(scope, function.resource());
        }
    }

    private void addNames(String item, TypeExpression type) {
        switch (type) {
            case TypeExpression.Named(String name) -> addType(item, name);
            case TypeExpression.Own(String name) -> addType(item, name);
            case TypeExpression.Borrow(String name) -> addType(item, name);
            default -> type.parts().forEach(part -> addNames(item, part));
        }
    }

    private Map<String, TypeDefinition> scope(String item) {
        if (item.isEmpty()) {
            return world.types();
        }
        WorldItem imported = world.imports().get(item);
        return imported != null
                ? packages.contents(imported).types()
                : packages.interfaceOf(InterfaceName.parse(item)).types();
    }

    boolean isLive(String item, WitFunction function) {
        return functions.getOrDefault(item, Set.of()).contains(function.name());
    }

    boolean isLiveType(String name) {
        return types.getOrDefault("", Set.of()).contains(name);
    }

    /** As much of an imported interface as is used; null if nothing is. */
    WitInterface reduced(String item, WitInterface contents) {
        Set<String> liveTypes = types.getOrDefault(item, Set.of());
        Set<String> liveFunctions = functions.getOrDefault(item, Set.of());
        if (liveTypes.isEmpty() && liveFunctions.isEmpty()) {
            return null;
        }
        Map<String, TypeDefinition> keptTypes = new LinkedHashMap<>(contents.types());
        keptTypes.keySet().retainAll(liveTypes);
        Map<String, WitFunction> keptFunctions = new LinkedHashMap<>(contents.functions());
        keptFunctions.keySet().retainAll(liveFunctions);
        return new WitInterface("", contents.stability(), keptTypes, keptFunctions);
    }
}
