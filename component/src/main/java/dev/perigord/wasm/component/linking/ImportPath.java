package dev.perigord.wasm.component.linking;

import java.util.ArrayList;
import java.util.List;

/**
 * Where something comes from that the host provides.
 *
 * @param index the import of the root component
 * @param path the names that lead from the import to the thing through nested instances; empty for the import itself
 */
public record ImportPath(int index, List<String> path) {
    /** Copies the list. */
    public ImportPath {
        path = List.copyOf(path);
    }

    /** The path to an export of the instance that this path leads to. */
    ImportPath export(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return new ImportPath(index, longer);
    }
}
