package dev.perigord.wasm.text;

import dev.perigord.wasm.module.FunctionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The function types of a module: the defined ones and, after them, those that type uses imply (spec 6.4.9). */
final class TypeSpace {
    private final IndexSpace indices = new IndexSpace("type");
    private final List<FunctionType> types = new ArrayList<>();
    private final Map<FunctionType, Integer> firstIndices = new HashMap<>();

    IndexSpace indices() {
        return indices;
    }

    List<FunctionType> types() {
        return types;
    }

    void add(FunctionType type) {
        firstIndices.putIfAbsent(type, types.size());
        types.add(type);
    }

    /** The type of an index, or {@code null} if there is none (which is for validation to say). */
    FunctionType get(int index) {
        return index >= 0 && index < types.size() ? types.get(index) : null;
    }

    /** The smallest index of a type, which is added if it is new. */
    int implied(FunctionType type) {
        Integer index = firstIndices.get(type);
        if (index == null) {
            add(type);
            indices.defineAnonymous(1);
            return types.size() - 1;
        }
        return index;
    }
}
