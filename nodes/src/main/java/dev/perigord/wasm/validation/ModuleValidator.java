package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
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
import dev.perigord.wasm.module.ReferenceType;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Validates a decoded module (spec 3.5). */
public final class ModuleValidator {
    private final ModuleDefinition module;
    private final Set<Feature> features;
    private final BitSet declaredFunctions = new BitSet();

    /** The tables whose elements instructions change. */
    private final BitSet changedTables = new BitSet();

    private ModuleValidator(ModuleDefinition module, Set<Feature> features) {
        this.module = module;
        this.features = features;
    }

    /**
     * Validates a module and all its functions.
     *
     * @param features the optional features that the module may use
     * @return the tables that nobody changes: they are neither imported nor exported, and no instruction changes an element
     * @throws InvalidException if a rule of validation is broken
     * @throws MalformedException if the code of a function does not follow the binary format
     */
    public static Set<Integer> validate(ModuleDefinition module, Set<Feature> features) {
        ModuleValidator validator = new ModuleValidator(module, features);
        TypeRules.check(module.types(), features);
        validator.functions();
        validator.declarations();
        validator.declareFunctions();
        validator.globals();
        validator.tables();
        validator.exports();
        validator.start();
        validator.elements();
        validator.data();
        for (int i = module.importedFunctions(); i < module.functions().size(); i++) {
            CodeValidator.function(module, features, validator.declaredFunctions, validator.changedTables, i);
        }
        return validator.fixedTables();
    }

    private Set<Integer> fixedTables() {
        Set<Integer> fixed = new HashSet<>();
        for (int i = importedTables(); i < module.tables().size(); i++) {
            if (!changedTables.get(i)) {
                fixed.add(i);
            }
        }
        for (Export export : module.exports()) {
            if (export.kind() == ExternKind.TABLE) {
                fixed.remove(export.index());
            }
        }
        return Set.copyOf(fixed);
    }

    private int importedTables() {
        return (int) module.imports().stream()
                .filter(imported -> imported.type() instanceof ExternType.Table)
                .count();
    }

    private void functions() {
        for (int typeIndex : module.functions()) {
            check("type", typeIndex, module.types().size());
            if (module.types().get(typeIndex).function() == null) {
                throw new InvalidException(
                        "type mismatch: type " + typeIndex + " of a function is not a function type");
            }
        }
    }

    private void declarations() {
        if (module.tables().size() > 1 && !features.contains(Feature.MULTIPLE_TABLES)) {
            throw new InvalidException("multiple tables");
        }
        if (module.memories().size() > 1 && !features.contains(Feature.MULTIPLE_MEMORIES)) {
            throw new InvalidException("multiple memories");
        }
        for (Table table : module.tables()) {
            TypeRules.check(table.type());
        }
        for (ExternType.Memory memory : module.memories()) {
            TypeRules.check(memory, features);
        }
        for (ExternType.Tag tag : module.tags()) {
            TypeRules.check(tag, features);
        }
        for (Import imported : module.imports()) {
            if (imported.type() instanceof ExternType.Function function && function.exact()) {
                TypeRules.require(Feature.CUSTOM_DESCRIPTORS, features, "an exact function import");
            }
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
            InstructionReader reader =
                    new InstructionReader(module.bytes(), expression.start(), expression.end(), module.types());
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
                        features,
                        declaredFunctions,
                        global.initializer(),
                        global.type().type(),
                        i,
                        new Place("global", i));
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
        int importedTables = importedTables();
        for (int i = 0; i < module.tables().size(); i++) {
            Table table = module.tables().get(i);
            if (table.initializer() != null) {
                CodeValidator.constant(
                        module,
                        features,
                        declaredFunctions,
                        table.initializer(),
                        table.type().elementType(),
                        importedGlobals,
                        new Place("table", i));
            } else if (!table.type().elementType().nullable() && i >= importedTables) {
                throw new InvalidException(
                        "type mismatch: table " + i + " of " + table.type().elementType() + " needs an initializer");
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
                case TAG -> check("tag", export.index(), module.tags().size());
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
            Place place = new Place("element segment", i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                check("table", segment.table(), module.tables().size());
                ReferenceType tableType =
                        module.tables().get(segment.table()).type().elementType();
                if (!segment.type().matches(tableType)) {
                    throw new InvalidException(
                            "type mismatch: " + place + " of " + segment.type() + " for a table of " + tableType);
                }
                CodeValidator.constant(
                        module,
                        features,
                        declaredFunctions,
                        segment.offset(),
                        module.tables()
                                .get(segment.table())
                                .type()
                                .addressType()
                                .type(),
                        module.globals().size(),
                        place);
            }
            if (segment.expressions() != null) {
                for (Range expression : segment.expressions()) {
                    CodeValidator.constant(
                            module,
                            features,
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
                        features,
                        declaredFunctions,
                        segment.offset(),
                        module.memories().get(segment.memory()).addressType().type(),
                        module.globals().size(),
                        new Place("data segment", i));
            }
        }
    }
}
