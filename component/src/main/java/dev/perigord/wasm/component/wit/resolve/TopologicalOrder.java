package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts names after those that they depend on, and otherwise leaves them where they are. */
final class TopologicalOrder {
    private final String kind;
    private final List<String> names;
    private final Map<String, List<Name>> dependencies;

    private TopologicalOrder(String kind, Map<String, List<Name>> dependencies) {
        this.kind = kind;
        this.names = List.copyOf(dependencies.keySet());
        this.dependencies = dependencies;
    }

    /**
     * Sorts the keys of a map.
     *
     * @param kind what the names are, for messages
     * @throws WitException if a name is none of the keys, or if some depend on each other
     */
    static List<String> of(String kind, Map<String, List<Name>> dependencies) {
        dependencies
                .values()
                .forEach(names -> names.forEach(name -> {
                    if (!dependencies.containsKey(name.text())) {
                        throw name.position().error(kind + " `" + name.text() + "` does not exist");
                    }
                }));
        return new TopologicalOrder(kind, dependencies).sort();
    }

    private List<String> sort() {
        Map<String, Integer> remaining = new HashMap<>();
        Map<String, List<Integer>> dependents = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < names.size(); i++) {
            List<Name> edges = dependencies.get(names.get(i));
            remaining.put(names.get(i), edges.size());
            for (Name edge : edges) {
                dependents.computeIfAbsent(edge.text(), _ -> new ArrayList<>()).add(i);
            }
            if (edges.isEmpty()) {
                ready.add(i);
            }
        }
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String next = names.get(ready.remove());
            order.add(next);
            for (int dependent : dependents.getOrDefault(next, List.of())) {
                if (remaining.merge(names.get(dependent), -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (order.size() < names.size()) {
            throw cycle(new HashSet<>(order));
        }
        return order;
    }

    private WitException cycle(Set<String> done) {
        for (String name : names) {
            for (Name dependency : dependencies.get(name)) {
                if (!done.contains(name) && !done.contains(dependency.text())) {
                    return dependency.position().error(kind + " `" + dependency.text() + "` depends on itself");
                }
            }
        }
        throw new IllegalStateException("no cycle among " + names);
    }
}
