package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives each interface a class name: the shortest that no other class of the world has. */
final class ClassNames {
    private static final String SUFFIX = "Interface";

    private ClassNames() {}

    /** Names for all interfaces; those that would have the same name all get longer ones. */
    static Map<InterfaceKey, String> of(Map<InterfaceKey, WitInterface> interfaces, Set<String> taken) {
        Map<InterfaceKey, Integer> lengths = new LinkedHashMap<>();
        interfaces.keySet().forEach(key -> lengths.put(key, 0));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (List<InterfaceKey> same : byName(lengths, interfaces, taken)) {
                for (InterfaceKey key : same) {
                    int length = lengths.get(key);
                    if (length + 1 < key.candidates().size()) {
                        lengths.put(key, length + 1);
                        changed = true;
                    }
                }
            }
        }
        Map<InterfaceKey, String> names = new LinkedHashMap<>();
        lengths.forEach((key, length) -> names.put(key, name(key, length, interfaces.get(key))));
        return names;
    }

    /** The groups of interfaces that have one name, or one that is taken. */
    private static List<List<InterfaceKey>> byName(
            Map<InterfaceKey, Integer> lengths, Map<InterfaceKey, WitInterface> interfaces, Set<String> taken) {
        Map<String, List<InterfaceKey>> groups = new HashMap<>();
        lengths.forEach(
                (key, length) -> groups.computeIfAbsent(name(key, length, interfaces.get(key)), _ -> new ArrayList<>())
                        .add(key));
        return groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1 || taken.contains(group.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A class cannot have the name of one in it. */
    private static String name(InterfaceKey key, int length, WitInterface contents) {
        String name = key.candidates().get(length);
        boolean clash = contents.types().keySet().stream()
                .anyMatch(type -> JavaNames.ofType(type).equals(name));
        return clash ? name + SUFFIX : name;
    }
}
