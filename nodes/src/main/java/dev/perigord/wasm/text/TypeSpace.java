package dev.perigord.wasm.text;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.TypeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a module: the defined ones and, after them, function types that type uses imply (spec 6.4.14). */
public final class TypeSpace {
    /** Stands in a {@link TypeDefinition} for no type. */
    static final int NONE = -1;

    private final IndexSpace indices;
    private final List<List<TypeDefinition>> groups = new ArrayList<>();
    private final List<TypeDefinition> definitions = new ArrayList<>();
    private final List<IndexSpace> fields = new ArrayList<>();
    private final Map<TypeDefinition, Integer> ungrouped = new HashMap<>();

    /** The types of a module. */
    TypeSpace() {
        this(new IndexSpace("type"));
    }

    /** Types with indices of {@code indices}. */
    public TypeSpace(IndexSpace indices) {
        this.indices = indices;
    }

    /** The types' indices and identifiers. */
    public IndexSpace indices() {
        return indices;
    }

    /** The recursion groups in order. */
    List<List<TypeDefinition>> groups() {
        return groups;
    }

    /** Adds a recursion group, whose types have their indices already, and the names of each type's fields. */
    void add(List<TypeDefinition> group, List<IndexSpace> fieldsOfGroup) {
        if (group.size() == 1) {
            ungrouped.putIfAbsent(group.getFirst(), definitions.size());
        }
        groups.add(List.copyOf(group));
        definitions.addAll(group);
        fields.addAll(fieldsOfGroup);
    }

    /** The function type of an index, or {@code null} if there is none (which is for validation to say). */
    FunctionType function(int index) {
        boolean known = index >= 0 && index < definitions.size();
        return known && definitions.get(index).composite() instanceof FunctionType type ? type : null;
    }

    /** The fields of a type; none if it is no structure. */
    IndexSpace fields(int index) {
        return index >= 0 && index < fields.size() ? fields.get(index) : new IndexSpace("field");
    }

    /** The smallest index of a type that is final, without supertype, and alone in its group; it is added if new. */
    int implied(FunctionType type) {
        TypeDefinition definition = TypeDefinition.of(type);
        Integer index = ungrouped.get(definition);
        if (index == null) {
            add(List.of(definition), List.of(new IndexSpace("field")));
            indices.defineAnonymous(1);
            return definitions.size() - 1;
        }
        return index;
    }
}
