package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.DataSegment;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.Export;
import dev.perigord.wasm.module.ModuleDefinition.ExternKind;
import dev.perigord.wasm.module.ModuleDefinition.Global;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import dev.perigord.wasm.module.ModuleDefinition.Table;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Validates a decoded module (spec 3.5). */
public final class ModuleValidator {
    private static final long MAXIMUM_PAGES = 1L << 16;

    private final ModuleDefinition module;
    private final BitSet declaredFunctions = new BitSet();

    private ModuleValidator(ModuleDefinition module) {
        this.module = module;
    }

    /**
     * Validates a module and all its functions.
     *
     * @throws InvalidException if a rule of validation is broken
     * @throws MalformedException if the code of a function does not follow the binary format
     */
    public static void validate(ModuleDefinition module) {
        ModuleValidator validator = new ModuleValidator(module);
        validator.types();
        validator.declareFunctions();
        validator.globals();
        validator.tables();
        validator.exports();
        validator.start();
        validator.elements();
        validator.data();
        for (int i = module.importedFunctions(); i < module.functions().size(); i++) {
            CodeValidator.function(module, validator.declaredFunctions, i);
        }
    }

    private void types() {
        for (int typeIndex : module.functions()) {
            check("type", typeIndex, module.types().size());
        }
        for (Table table : module.tables()) {
            limits(table.type().limits(), 0xFFFF_FFFFL, "table size must be at most 2^32-1");
        }
        for (ExternType.Memory memory : module.memories()) {
            limits(memory.limits(), MAXIMUM_PAGES, "memory size must be at most 65536 pages (4GiB)");
        }
        if (module.memories().size() > 1) {
            throw new InvalidException("multiple memories are not supported");
        }
        for (Import imported : module.imports()) {
            if (imported.type() instanceof ExternType.Function function) {
                checkArity(function.type());
            }
        }
    }

    private static void checkArity(FunctionType type) {
        if (type.parameters().size() > 1000 || type.results().size() > 1000) {
            throw new InvalidException("a function has more than 1000 parameters or results");
        }
    }

    private static void limits(Limits limits, long bound, String message) {
        if (Long.compareUnsigned(limits.minimum(), bound) > 0
                || (limits.hasMaximum() && Long.compareUnsigned(limits.maximum(), bound) > 0)) {
            throw new InvalidException(message);
        }
        if (limits.hasMaximum() && Long.compareUnsigned(limits.minimum(), limits.maximum()) > 0) {
            throw new InvalidException("size minimum must not be greater than maximum");
        }
    }

    private static void check(String kind, int index, int size) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw new InvalidException("unknown " + kind + " " + Integer.toUnsignedString(index));
        }
    }

    /** {@code ref.func} in code may name only functions that occur outside of code (spec 3.5.16). */
    private void declareFunctions() {
        for (Export export : module.exports()) {
            if (export.kind() == ExternKind.FUNCTION) {
                declare(export.index());
            }
        }
        for (ElementSegment segment : module.elements()) {
            if (segment.functionIndices() != null) {
                for (int function : segment.functionIndices()) {
                    declare(function);
                }
            } else {
                segment.expressions().forEach(this::declareFunctionsOf);
            }
        }
        for (Global global : module.globals()) {
            declareFunctionsOf(global.initializer());
        }
        for (Table table : module.tables()) {
            declareFunctionsOf(table.initializer());
        }
    }

    private void declareFunctionsOf(Range expression) {
        if (expression != null) {
            InstructionReader reader = new InstructionReader(module.bytes(), expression.start(), expression.end());
            while (reader.hasMore()) {
                if (reader.next() == Instruction.REF_FUNC) {
                    declare(reader.index);
                }
            }
        }
    }

    private void declare(int function) {
        check("function", function, module.functions().size());
        declaredFunctions.set(function);
    }

    private void globals() {
        for (int i = 0; i < module.globals().size(); i++) {
            Global global = module.globals().get(i);
            if (global.initializer() != null) {
                CodeValidator.constant(
                        module,
                        declaredFunctions,
                        global.initializer(),
                        global.type().type(),
                        i,
                        "global " + i);
            }
        }
    }

    private void tables() {
        int importedGlobals = 0;
        for (Global global : module.globals()) {
            if (global.initializer() == null) {
                importedGlobals++;
            }
        }
        for (int i = 0; i < module.tables().size(); i++) {
            Table table = module.tables().get(i);
            if (table.initializer() != null) {
                CodeValidator.constant(
                        module,
                        declaredFunctions,
                        table.initializer(),
                        table.type().elementType(),
                        importedGlobals,
                        "table " + i);
            }
        }
    }

    private void exports() {
        Set<String> names = new HashSet<>();
        for (Export export : module.exports()) {
            if (!names.add(export.name())) {
                throw new InvalidException("duplicate export name " + export.name());
            }
            switch (export.kind()) {
                case FUNCTION ->
                    check("function", export.index(), module.functions().size());
                case TABLE -> check("table", export.index(), module.tables().size());
                case MEMORY -> check("memory", export.index(), module.memories().size());
                case GLOBAL -> check("global", export.index(), module.globals().size());
            }
        }
    }

    private void start() {
        int start = module.startFunction();
        if (start != -1) {
            check("function", start, module.functions().size());
            FunctionType type = module.functionType(start);
            if (!type.parameters().isEmpty() || !type.results().isEmpty()) {
                throw new InvalidException("start function must have type [] -> [], not " + type);
            }
        }
    }

    private void elements() {
        for (int i = 0; i < module.elements().size(); i++) {
            ElementSegment segment = module.elements().get(i);
            String place = "element segment " + i;
            if (segment.mode() == SegmentMode.ACTIVE) {
                check("table", segment.table(), module.tables().size());
                ReferenceType tableType =
                        module.tables().get(segment.table()).type().elementType();
                if (!tableType.equals(segment.type())) {
                    throw new InvalidException(
                            "type mismatch: " + place + " of " + segment.type() + " for a table of " + tableType);
                }
                CodeValidator.constant(
                        module,
                        declaredFunctions,
                        segment.offset(),
                        NumberType.I32,
                        module.globals().size(),
                        place);
            }
            if (segment.expressions() != null) {
                for (Range expression : segment.expressions()) {
                    CodeValidator.constant(
                            module,
                            declaredFunctions,
                            expression,
                            segment.type(),
                            module.globals().size(),
                            place);
                }
            }
        }
    }

    private void data() {
        for (int i = 0; i < module.data().size(); i++) {
            DataSegment segment = module.data().get(i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                check("memory", segment.memory(), module.memories().size());
                CodeValidator.constant(
                        module,
                        declaredFunctions,
                        segment.offset(),
                        NumberType.I32,
                        module.globals().size(),
                        "data segment " + i);
            }
        }
    }
}
