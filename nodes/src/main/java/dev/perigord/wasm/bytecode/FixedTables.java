package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The functions that are in tables whatever runs: those that active segments put there at instantiation, if nobody changes
 * the table (spec 4.7.2). Compilers of C, C++, Rust and Go make such tables.
 */
final class FixedTables {
    /** So many functions of a type are few: where a table has 16 (kernel {@code dispatch}) a switch takes a third of looking them up. */
    private static final int FEW = 16;

    private static final SortedMap<Integer, Integer> NONE = new TreeMap<>();

    /** By table and type the functions at indices of the table. */
    private final Map<Integer, Map<DefinedType, SortedMap<Integer, Integer>>> functions;

    FixedTables(ModuleDefinition definition) {
        functions = areCertain(definition) ? functions(definition) : Map.of();
    }

    /**
     * The functions of the module with exactly this type that are surely in a table, by their indices there; none where they
     * are not few. The table may have others of the type that are imported, or of subtypes.
     */
    SortedMap<Integer, Integer> functions(int table, DefinedType type) {
        return functions.getOrDefault(table, Map.of()).getOrDefault(type, NONE);
    }

    /**
     * Whether all segments surely have been put into their tables before any function runs. If one of them can trap, functions
     * that are in tables of other modules already may be called although the ones behind it are not there.
     */
    private static boolean areCertain(ModuleDefinition definition) {
        for (ElementSegment segment : definition.elements()) {
            if (segment.mode() == SegmentMode.ACTIVE) {
                long offset = offset(definition, segment);
                long minimum =
                        definition.tables().get(segment.table()).type().limits().minimum();
                if (offset < 0 || offset > Math.clamp(minimum, 0, Integer.MAX_VALUE) - size(segment)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int size(ElementSegment segment) {
        return segment.functionIndices() != null
                ? segment.functionIndices().length
                : segment.expressions().size();
    }

    /** Where a segment begins in its table, or -1 if only instantiation shows. */
    private static long offset(ModuleDefinition definition, ElementSegment segment) {
        InstructionReader reader = reader(definition, segment.offset());
        Instruction instruction = reader.next();
        long constant = reader.constant;
        if (reader.next() != Instruction.END) {
            return -1;
        }
        return switch (instruction) {
            case I32_CONST -> Integer.toUnsignedLong((int) constant);
            case I64_CONST -> constant;
            default -> -1;
        };
    }

    private static InstructionReader reader(ModuleDefinition definition, Range expression) {
        return new InstructionReader(definition.bytes(), expression.start(), expression.end(), definition.types());
    }

    private static Map<Integer, Map<DefinedType, SortedMap<Integer, Integer>>> functions(ModuleDefinition definition) {
        Map<Integer, SortedMap<Integer, Integer>> elements = new HashMap<>();
        for (ElementSegment segment : definition.elements()) {
            if (segment.mode() == SegmentMode.ACTIVE && definition.fixedTables().contains(segment.table())) {
                put(definition, segment, elements.computeIfAbsent(segment.table(), _ -> new TreeMap<>()));
            }
        }
        Map<Integer, Map<DefinedType, SortedMap<Integer, Integer>>> functions = new HashMap<>();
        elements.forEach((table, content) -> functions.put(table, byType(definition, content)));
        return functions;
    }

    private static Map<DefinedType, SortedMap<Integer, Integer>> byType(
            ModuleDefinition definition, SortedMap<Integer, Integer> elements) {
        Map<DefinedType, SortedMap<Integer, Integer>> byType = new HashMap<>();
        elements.forEach((index, function) -> byType.computeIfAbsent(
                        definition.definedFunctionType(function), _ -> new TreeMap<>())
                .put(index, function));
        byType.values().removeIf(functions -> functions.size() > FEW);
        return byType;
    }

    /** Puts what a segment has over what segments before it have put there. */
    private static void put(ModuleDefinition definition, ElementSegment segment, SortedMap<Integer, Integer> elements) {
        int offset = (int) offset(definition, segment);
        for (int i = 0; i < size(segment); i++) {
            int function = function(definition, segment, i);
            if (function >= definition.importedFunctions()) {
                elements.put(offset + i, function);
            } else {
                elements.remove(offset + i);
            }
        }
    }

    /** The function that an element of a segment is, or -1 if it is none or only instantiation shows. */
    private static int function(ModuleDefinition definition, ElementSegment segment, int index) {
        if (segment.functionIndices() != null) {
            return segment.functionIndices()[index];
        }
        InstructionReader reader = reader(definition, segment.expressions().get(index));
        boolean isFunction = reader.next() == Instruction.REF_FUNC;
        int functionIndex = reader.index;
        return isFunction && reader.next() == Instruction.END ? functionIndex : -1;
    }
}
