package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.name.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a record's fields, shared by all records of a type: in WIT, and in camelCase. */
final class FieldNames {
    /** There is no such field. */
    static final int NONE = -1;

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    FieldNames(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
            indices.put(Label.toCamelCase(names.get(i)), i);
        }
    }

    /** As in WIT. */
    List<String> names() {
        return names;
    }

    /** The index of the field that a name means, or {@link #NONE}. */
    @TruffleBoundary
    int indexOf(String name) {
        return indices.getOrDefault(name, NONE);
    }
}
