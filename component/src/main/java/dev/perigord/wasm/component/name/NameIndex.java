package dev.perigord.wasm.component.name;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds named things by the names that people and other components use for them: the exact name, an interface name
 * with a compatible version, an interface name without version, and the short camelCase name. Where a shorter name
 * would fit several things it fits none; an exact name always wins.
 */
public final class NameIndex<T> {
    private final Map<String, T> exact = new LinkedHashMap<>();
    private final Map<String, T> compatible = new HashMap<>();
    private final Map<String, T> loose = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /** An index of things by their full names. */
    public NameIndex(Map<String, ? extends T> things) {
        exact.putAll(things);
        Map<String, InterfaceName> newest = new HashMap<>();
        things.forEach((name, thing) -> {
            Optional<InterfaceName> parsed = InterfaceName.tryParse(name);
            if (parsed.isEmpty()) {
                addLoose(Label.toCamelCase(name), thing);
                return;
            }
            InterfaceName interfaceName = parsed.get();
            InterfaceName previous = newest.get(interfaceName.canonical());
            if (previous == null || isNewer(interfaceName, previous)) {
                newest.put(interfaceName.canonical(), interfaceName);
                compatible.put(interfaceName.canonical(), thing);
            }
            addLoose(interfaceName.unversioned(), thing);
            addLoose(interfaceName.shortName(), thing);
        });
    }

    /** All full names in order with their things. */
    public Map<String, T> all() {
        return Collections.unmodifiableMap(exact);
    }

    /** What satisfies an import: the exact name, or the newest compatible version of the interface. */
    public Optional<T> findForImport(String name) {
        T found = exact.get(name);
        if (found == null) {
            found = InterfaceName.tryParse(name)
                    .map(InterfaceName::canonical)
                    .map(compatible::get)
                    .orElse(null);
        }
        return Optional.ofNullable(found);
    }

    /** What a person means by a name: as for an import, or else the shorter forms where they are unambiguous. */
    public Optional<T> find(String name) {
        Optional<T> found = findForImport(name);
        return found.isPresent() || ambiguous.contains(name) ? found : Optional.ofNullable(loose.get(name));
    }

    private void addLoose(String name, T thing) {
        if (loose.putIfAbsent(name, thing) != null) {
            ambiguous.add(name);
        }
    }

    private static boolean isNewer(InterfaceName name, InterfaceName previous) {
        Optional<SemanticVersion> version = name.semanticVersion();
        Optional<SemanticVersion> other = previous.semanticVersion();
        return version.isPresent() && (other.isEmpty() || version.get().compareTo(other.get()) > 0);
    }
}
