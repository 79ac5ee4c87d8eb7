package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.composition.Composition.Part;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.SemanticVersion;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The imports of instances that nothing satisfies: what is the same for several of them is imported once. */
final class RemainingImports {
    private final Map<String, Remaining> byKey = new LinkedHashMap<>();

    /** By origin: the import that brings a resource type in. */
    private final IdentityHashMap<ResourceType, Remaining> owners = new IdentityHashMap<>();

    /** An import of the result. */
    static final class Remaining {
        private final List<ItemType> types = new ArrayList<>();
        private String name;

        /** The name with the newest of the versions. */
        String name() {
            return name;
        }

        /** The type as each component has it. */
        List<ItemType> types() {
            return types;
        }

        private void add(String other, ItemType type) {
            types.add(type);
            if (name == null || isNewer(other, name)) {
                name = other;
            }
        }

        private static boolean isNewer(String name, String than) {
            Optional<SemanticVersion> version = version(name);
            Optional<SemanticVersion> other = version(than);
            return version.isPresent() && (other.isEmpty() || version.get().compareTo(other.get()) > 0);
        }

        private static Optional<SemanticVersion> version(String name) {
            return InterfaceName.tryParse(name).flatMap(InterfaceName::semanticVersion);
        }
    }

    RemainingImports(Collection<Part> parts) {
        for (Part part : parts) {
            part.imports().forEach((name, type) -> {
                if (!part.arguments().containsKey(name)) {
                    Remaining remaining = byKey.computeIfAbsent(key(name), _ -> new Remaining());
                    remaining.add(name, type);
                    own(type, remaining);
                }
            });
        }
    }

    /** Names are the same import if their interfaces are compatible. */
    private static String key(String name) {
        return InterfaceName.tryParse(name).map(InterfaceName::canonical).orElse(name);
    }

    /** The import that stands for one of a part. */
    Remaining of(String name) {
        return byKey.get(key(name));
    }

    private void own(ItemType type, Remaining remaining) {
        switch (type) {
            case TypeItem(ResourceType resource) -> owners.putIfAbsent(resource.origin(), remaining);
            case InstanceType instance -> instance.exports().values().forEach(item -> own(item, remaining));
            default -> {}
        }
    }

    /** All of them, each after those whose resource types it uses. */
    Set<Remaining> inOrder() {
        Set<Remaining> ordered = new LinkedHashSet<>();
        byKey.values().forEach(remaining -> visit(remaining, ordered, new LinkedHashSet<>()));
        return ordered;
    }

    private void visit(Remaining remaining, Set<Remaining> ordered, Set<Remaining> open) {
        if (ordered.contains(remaining) || !open.add(remaining)) {
            return;
        }
        remaining.types().forEach(type -> visitUsed(type, ordered, open));
        ordered.add(remaining);
    }

    private void visitUsed(ItemType type, Set<Remaining> ordered, Set<Remaining> open) {
        switch (type) {
            case TypeItem(ResourceType resource) -> visit(owners.get(resource.origin()), ordered, open);
            case InstanceType instance -> instance.exports().values().forEach(item -> visitUsed(item, ordered, open));
            default -> {}
        }
    }
}
