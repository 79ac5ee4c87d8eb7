package dev.perigord.wasm.printer;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.ModuleDecoder;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.module.ModuleDefinition.LocalRun;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is in a module, apart from where and how the binary says it: modules with equal lists are the same module. */
public final class Structure {
    private final ModuleDefinition module;

    private Structure(ModuleDefinition module) {
        this.module = module;
    }

    /** The definitions of a module, each as something that can be compared and shown. */
    public static List<Object> of(byte[] binary) {
        return new Structure(ModuleDecoder.decode(binary)).definitions();
    }

    private List<Object> definitions() {
        List<Object> definitions = new ArrayList<>();
        definitions.add(module.types());
        definitions.add(module.typeGroups());
        definitions.add(module.imports());
        definitions.add(module.functions());
        module.tables().forEach(table -> {
            definitions.add(table.type());
            definitions.add(instructions(table.initializer()));
        });
        definitions.add(module.memories());
        definitions.add(module.tags());
        module.globals().forEach(global -> {
            definitions.add(global.type());
            definitions.add(instructions(global.initializer()));
        });
        definitions.add(module.exports());
        definitions.add(module.startFunction());
        module.elements().forEach(segment -> {
            definitions.add(List.of(segment.mode(), segment.table(), segment.type()));
            definitions.add(instructions(segment.offset()));
            definitions.add(
                    segment.functionIndices() == null
                            ? segment.expressions().stream()
                                    .map(this::instructions)
                                    .toList()
                            : Arrays.toString(segment.functionIndices()));
        });
        module.codes().forEach(code -> {
            definitions.add(locals(code));
            definitions.add(instructions(code.instructions()));
        });
        module.data().forEach(segment -> {
            definitions.add(List.of(segment.mode(), segment.memory()));
            definitions.add(instructions(segment.offset()));
            definitions.add(bytes(segment.content()));
        });
        return definitions;
    }

    private static List<ValueType> locals(Code code) {
        List<ValueType> locals = new ArrayList<>();
        for (LocalRun run : code.locals()) {
            locals.addAll(Collections.nCopies(run.count(), run.type()));
        }
        return locals;
    }

    private String bytes(Range range) {
        return Arrays.toString(Arrays.copyOfRange(module.bytes(), range.start(), range.end()));
    }

    /**
     * The instructions of a range with all fields of the reader: those that an instruction does not set are those of the
     * instructions before it.
     */
    private List<String> instructions(Range range) {
        List<String> instructions = new ArrayList<>();
        if (range == null) {
            return instructions;
        }
        InstructionReader reader = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        while (reader.hasMore()) {
            Instruction instruction = reader.next();
            List<?> immediates = Arrays.asList(
                    reader.index,
                    reader.secondIndex,
                    reader.constant,
                    reader.highConstant,
                    reader.lane,
                    reader.memoryOffset,
                    reader.alignment,
                    Arrays.toString(reader.labels),
                    reader.valueTypes,
                    reader.heapType,
                    reader.castFrom,
                    reader.castTo,
                    reader.catches,
                    reader.handlers,
                    reader.blockTypeIndex,
                    reader.blockResult);
            instructions.add(instruction + " " + immediates);
        }
        return instructions;
    }
}
