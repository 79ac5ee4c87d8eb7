package dev.perigord.wasm.pruning;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.DataSegment;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.text.ByteWriter;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What of a module is used. Code is copied into the void: each index that it asks for is one of something used. An
 * active segment is used if its table or memory is.
 */
final class Liveness implements IndexMap {
    private record Item(NameKind space, int index) {}

    private final ModuleDefinition module;
    private final List<TypeGroup> groups;
    private final CodeCopier copier;
    private final Map<NameKind, BitSet> live = new EnumMap<>(NameKind.class);
    private final BitSet referenced = new BitSet();
    private final Deque<Item> pending = new ArrayDeque<>();

    Liveness(ModuleDefinition module) {
        this.module = module;
        this.groups = TypeGroup.byType(module);
        this.copier = new CodeCopier(module, this);
        for (NameKind space : NameKind.values()) {
            live.put(space, new BitSet());
        }
    }

    /** The indices of what is used in an index space. */
    BitSet of(NameKind space) {
        return live.get(space);
    }

    boolean isLive(NameKind space, int index) {
        return of(space).get(index);
    }

    /** The functions to which code that is used takes references. */
    List<Integer> referencedFunctions() {
        return referenced.stream().boxed().toList();
    }

    @Override
    public int map(NameKind space, int index) {
        if (!isLive(space, index)) {
            of(space).set(index);
            pending.add(new Item(space, index));
        }
        return index;
    }

    /** Follows what was asked for until nothing new is found. */
    void complete() {
        while (!pending.isEmpty()) {
            Item item = pending.remove();
            visit(item.space, item.index);
        }
    }

    private void visit(NameKind space, int index) {
        switch (space) {
            case FUNCTION -> function(index);
            case TYPE -> type(index);
            case TABLE -> table(index);
            case MEMORY -> memory(index);
            case GLOBAL -> {
                ModuleDefinition.Global global = module.globals().get(index);
                copier.type(global.type().type());
                expression(global.initializer());
            }
            case TAG ->
                map(
                        NameKind.TYPE,
                        module.types().indexOf(module.tags().get(index).type()));
            case ELEMENT -> elements(module.elements().get(index));
            case DATA -> data(module.data().get(index));
            case LOCAL, LABEL, FIELD -> throw new IllegalArgumentException(space.text());
        }
    }

    private void function(int index) {
        map(NameKind.TYPE, module.functions().get(index));
        if (index >= module.importedFunctions()) {
            ModuleDefinition.Code code = module.codes().get(index - module.importedFunctions());
            copier.body(code, new ByteWriter());
            findReferences(code.instructions());
        }
    }

    private void findReferences(ModuleDefinition.Range range) {
        InstructionReader reader = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        while (reader.hasMore()) {
            if (reader.next() == Instruction.REF_FUNC) {
                referenced.set(reader.index);
            }
        }
    }

    /** A recursion group stays or goes as a whole. */
    private void type(int index) {
        TypeGroup group = groups.get(index);
        for (int i = group.start(); i < group.end(); i++) {
            map(NameKind.TYPE, i);
        }
        group.definitions(module, this);
    }

    private void table(int index) {
        ModuleDefinition.Table table = module.tables().get(index);
        copier.reference(table.type().elementType());
        expression(table.initializer());
        for (int i = 0; i < module.elements().size(); i++) {
            ElementSegment segment = module.elements().get(i);
            if (segment.mode() == SegmentMode.ACTIVE && segment.table() == index) {
                map(NameKind.ELEMENT, i);
            }
        }
    }

    private void memory(int index) {
        for (int i = 0; i < module.data().size(); i++) {
            DataSegment segment = module.data().get(i);
            if (segment.mode() == SegmentMode.ACTIVE && segment.memory() == index) {
                map(NameKind.DATA, i);
            }
        }
    }

    private void elements(ElementSegment segment) {
        if (segment.mode() == SegmentMode.ACTIVE) {
            map(NameKind.TABLE, segment.table());
        }
        expression(segment.offset());
        copier.reference(segment.type());
        if (segment.functionIndices() == null) {
            segment.expressions().forEach(this::expression);
        } else {
            for (int function : segment.functionIndices()) {
                map(NameKind.FUNCTION, function);
            }
        }
    }

    private void data(DataSegment segment) {
        if (segment.mode() == SegmentMode.ACTIVE) {
            map(NameKind.MEMORY, segment.memory());
        }
        expression(segment.offset());
    }

    private void expression(ModuleDefinition.Range range) {
        if (range != null) {
            copier.expression(range, new ByteWriter());
        }
    }
}
