package dev.perigord.wasm.component.wit.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Immutable maps that keep their order. */
final class Ordered {
    private Ordered() {}

    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** A copy with the values of lower ranks first, and otherwise as it was. */
    static <V> Map<String, V> sorted(Map<String, V> map, ToIntFunction<V> rank) {
        Map<String, V> sorted = new LinkedHashMap<>();
        map.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> rank.applyAsInt(entry.getValue())))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }
}
