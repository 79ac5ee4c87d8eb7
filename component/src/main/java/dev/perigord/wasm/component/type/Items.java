package dev.perigord.wasm.component.type;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named items in the order of their declaration, with what is true of all of them computed once. */
final class Items {
    private final Map<String, ItemType> byName;
    private final boolean containsResources;
    private final int weight;
    private final int depth;

    Items(Map<String, ItemType> items) {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(items));
        boolean resources = false;
        long sum = 0;
        int deepest = 0;
        for (ItemType item : items.values()) {
            resources |= item.containsResources();
            sum += item.weight();
            deepest = Math.max(deepest, item.depth());
        }
        containsResources = resources;
        weight = (int) Math.min(Integer.MAX_VALUE, sum);
        depth = deepest;
    }

    Map<String, ItemType> byName() {
        return byName;
    }

    boolean containsResources() {
        return containsResources;
    }

    int weight() {
        return weight;
    }

    int depth() {
        return depth;
    }
}
