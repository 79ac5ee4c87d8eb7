package dev.perigord.wasm.pruning;

import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.RecursionGroup;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.TypeIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recursion group of a module.
 *
 * @param start the index of its first type
 * @param end the index behind its last type
 */
record TypeGroup(int start, int end) {
    /** All groups of a module in order. */
    static List<TypeGroup> all(ModuleDefinition module) {
        List<TypeGroup> groups = new ArrayList<>();
        int start = 0;
        for (int size : module.typeGroups()) {
            groups.add(new TypeGroup(start, start + size));
            start += size;
        }
        return groups;
    }

    /** For each type of a module the group in which it is. */
    static List<TypeGroup> byType(ModuleDefinition module) {
        List<TypeGroup> groups = new ArrayList<>();
        all(module).forEach(group -> groups.addAll(Collections.nCopies(group.end - group.start, group)));
        return groups;
    }

    /** The group's definitions, which refer to types by their new indices. */
    List<TypeDefinition> definitions(ModuleDefinition module, IndexMap indices) {
        return module.types().subList(start, end).stream()
                .map(type -> definition(module, type, indices))
                .toList();
    }

    private TypeDefinition definition(ModuleDefinition module, DefinedType type, IndexMap indices) {
        CompositeType composite = RecursionGroup.map(
                type.composite(),
                heap -> heap instanceof DefinedType defined ? new TypeIndex(index(module, defined, indices)) : heap);
        return new TypeDefinition(
                type.isFinal(),
                index(module, type.supertype(), indices),
                composite,
                index(module, type.describes(), indices),
                index(module, type.descriptor(), indices));
    }

    /** The index of a type; those of the group itself are there, though a group before it may have the same structure. */
    private int index(ModuleDefinition module, HeapType type, IndexMap indices) {
        if (type == null) {
            return -1;
        }
        int own = module.types().subList(start, end).indexOf(type);
        return indices.map(
                NameKind.TYPE, own >= 0 ? start + own : module.types().indexOf(type));
    }
}
