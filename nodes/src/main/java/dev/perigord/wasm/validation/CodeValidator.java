package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.I32Constant;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.module.ModuleDefinition.LocalRun;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.validation.OperandStack.Opener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Validates the instructions of one function or constant expression (spec 3.4, 3.5.1). */
final class CodeValidator {
    /** More locals than this are refused: every frame would have to hold them. */
    static final int MAXIMUM_LOCALS = 50_000;

    private final CodeContext context;
    private final ModuleDefinition module;
    private final InstructionReader reader;
    private final OperandStack stack;
    private final List<ValueType> locals;
    private final BitSet changedTables;

    private final ControlRules control;
    private final CallRules calls;
    private final ReferenceRules references;
    private final AggregateRules aggregates;
    private final ContinuationRules continuations;

    private CodeValidator(
            ModuleDefinition module,
            Set<Feature> features,
            BitSet declaredFunctions,
            BitSet changedTables,
            Range range,
            Place place,
            List<ValueType> locals) {
        this.context = new CodeContext(module, features, range, place);
        this.module = module;
        this.reader = context.reader;
        this.stack = context.stack;
        this.locals = locals;
        this.changedTables = changedTables;
        this.control = new ControlRules(context);
        this.calls = new CallRules(context);
        this.references = new ReferenceRules(context, declaredFunctions);
        this.aggregates = new AggregateRules(context);
        this.continuations = new ContinuationRules(context);
    }

    /** Validates the body of a function, and notes the tables whose elements it changes. */
    static void function(
            ModuleDefinition module,
            Set<Feature> features,
            BitSet declaredFunctions,
            BitSet changedTables,
            int functionIndex) {
        FunctionType type = module.functionType(functionIndex);
        Code code = module.codes().get(functionIndex - module.importedFunctions());
        Place place = new Place("function", functionIndex);
        List<ValueType> locals = new ArrayList<>(type.parameters());
        for (LocalRun run : code.locals()) {
            if (run.count() < 0 || run.count() > MAXIMUM_LOCALS - locals.size()) {
                throw new InvalidException("too many locals in " + place + ": the limit is " + MAXIMUM_LOCALS);
            }
            for (int i = 0; i < run.count(); i++) {
                locals.add(run.type());
            }
        }
        CodeValidator validator = new CodeValidator(
                module, features, declaredFunctions, changedTables, code.instructions(), place, locals);
        validator.stack.enter(Opener.BODY, List.of(), type.results());
        for (int i = 0; i < type.parameters().size(); i++) {
            if (!hasDefault(locals.get(i))) {
                validator.stack.initialize(i);
            }
        }
        validator.body();
    }

    /** Validates a constant expression, which may use the first {@code visibleGlobals} globals. */
    static void constant(
            ModuleDefinition module,
            Set<Feature> features,
            BitSet declaredFunctions,
            Range expression,
            ValueType type,
            int visibleGlobals,
            Place place) {
        if (type == NumberType.I32 && I32Constant.is(module.bytes(), expression)) {
            return;
        }
        CodeValidator validator =
                new CodeValidator(module, features, declaredFunctions, new BitSet(), expression, place, List.of());
        validator.stack.enter(Opener.BODY, List.of(), List.of(type));
        validator.constantBody(visibleGlobals);
    }

    private void constantBody(int visibleGlobals) {
        while (stack.depth() > 0) {
            Instruction instruction = reader.next();
            if (instruction == Instruction.GLOBAL_GET) {
                if (Integer.compareUnsigned(reader.index, visibleGlobals) >= 0) {
                    throw context.invalid("unknown global " + Integer.toUnsignedString(reader.index));
                }
                if (module.globals().get(reader.index).type().mutable()) {
                    throw context.invalid("constant expression required: global " + reader.index + " is mutable");
                }
            } else if (instruction != Instruction.END && !isConstant(instruction)) {
                throw context.invalid("constant expression required, not " + instruction.mnemonic());
            }
            instruction(instruction);
        }
    }

    /** Whether constant expressions may use the instruction (spec 3.4.13). */
    private static boolean isConstant(Instruction instruction) {
        return switch (instruction) {
            case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST, REF_NULL, REF_FUNC, REF_I31 -> true;
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> true;
            case STRUCT_NEW, STRUCT_NEW_DEFAULT, STRUCT_NEW_DESC, STRUCT_NEW_DEFAULT_DESC -> true;
            case ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> true;
            default -> false;
        };
    }

    private void body() {
        while (stack.depth() > 0) {
            if (!reader.hasMore()) {
                throw reader.malformed("END opcode expected: unexpected end");
            }
            instruction(reader.next());
        }
        if (reader.hasMore()) {
            throw reader.malformed("END opcode expected, section size mismatch: unexpected content after the body");
        }
    }

    private void instruction(Instruction instruction) {
        Feature feature = instruction.feature();
        if (feature.isOptional() && !context.has(feature)) {
            throw reader.malformedAt(
                    "illegal opcode: " + instruction.mnemonic() + " needs the option " + feature.option(),
                    reader.start);
        }
        if (instruction.operands() != null) {
            switch (instruction.immediates()) {
                case MEMORY_ARGUMENT -> memoryAccess(instruction);
                case MEMORY_ARGUMENT_LANE -> {
                    memoryAccess(instruction);
                    checkLane(reader.lane, instruction.lanes());
                }
                case LANE -> {
                    checkLane(reader.lane, instruction.lanes());
                    context.popAll(instruction.operands());
                }
                case LANES -> {
                    checkLanesOfTwo(reader.constant);
                    checkLanesOfTwo(reader.highConstant);
                    context.popAll(instruction.operands());
                }
                default -> context.popAll(instruction.operands());
            }
            stack.pushAll(instruction.results());
            return;
        }
        // What is most frequent comes first.
        if (!variable(instruction)
                && !constant(instruction)
                && !control.check(instruction)
                && !calls.check(instruction)
                && !table(instruction)
                && !memory(instruction)
                && !references.check(instruction)
                && !aggregates.check(instruction)
                && !continuations.check(instruction)) {
            throw new AssertionError(instruction);
        }
    }

    private boolean constant(Instruction instruction) {
        switch (instruction) {
            case I32_CONST -> context.push(NumberType.I32);
            case I64_CONST -> context.push(NumberType.I64);
            case F32_CONST -> context.push(NumberType.F32);
            case F64_CONST -> context.push(NumberType.F64);
            case V128_CONST -> context.push(NumberType.V128);
            default -> {
                return false;
            }
        }
        return true;
    }

    // --- variables ---------------------------------------------------------------------------------------------

    private boolean variable(Instruction instruction) {
        switch (instruction) {
            case LOCAL_GET -> {
                ValueType type = localType();
                if (!hasDefault(type) && !stack.isInitialized(reader.index)) {
                    throw context.invalid("uninitialized local " + reader.index);
                }
                context.push(type);
            }
            case LOCAL_SET -> setLocal(localType());
            case LOCAL_TEE -> {
                ValueType type = localType();
                setLocal(type);
                context.push(type);
            }
            case GLOBAL_GET -> context.push(globalType().type());
            case GLOBAL_SET -> {
                if (!globalType().mutable()) {
                    throw context.invalid("immutable global: global is immutable");
                }
                context.pop(globalType().type());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void setLocal(ValueType type) {
        context.pop(type);
        if (!hasDefault(type)) {
            stack.initialize(reader.index);
        }
    }

    /** Whether locals of the type have a value before they are set. */
    private static boolean hasDefault(ValueType type) {
        return !(type instanceof ReferenceType reference) || reference.nullable();
    }

    private ValueType localType() {
        context.check("local", reader.index, locals.size());
        return locals.get(reader.index);
    }

    private ExternType.Global globalType() {
        context.check("global", reader.index, module.globals().size());
        return module.globals().get(reader.index).type();
    }

    // --- tables ------------------------------------------------------------------------------------------------

    private boolean table(Instruction instruction) {
        switch (instruction) {
            case TABLE_GET -> {
                ExternType.Table table = context.table(reader.index);
                context.pop(table.addressType().type());
                context.push(table.elementType());
            }
            case TABLE_SET -> {
                ExternType.Table table = changedTable(reader.index);
                context.pop(table.elementType());
                context.pop(table.addressType().type());
            }
            case TABLE_SIZE ->
                context.push(context.table(reader.index).addressType().type());
            case TABLE_GROW -> {
                ExternType.Table table = context.table(reader.index);
                context.pop(table.addressType().type());
                context.pop(table.elementType());
                context.push(table.addressType().type());
            }
            case TABLE_FILL -> {
                ExternType.Table table = changedTable(reader.index);
                context.pop(table.addressType().type());
                context.pop(table.elementType());
                context.pop(table.addressType().type());
            }
            case TABLE_COPY -> {
                ExternType.Table destination = changedTable(reader.index);
                ExternType.Table source = context.table(reader.secondIndex);
                checkElements(source.elementType(), destination);
                popRange(destination.addressType(), source.addressType());
            }
            case TABLE_INIT -> {
                ExternType.Table table = changedTable(reader.secondIndex);
                checkElements(context.elementType(reader.index), table);
                popRange(table.addressType(), AddressType.I32);
            }
            case ELEM_DROP -> context.elementType(reader.index);
            default -> {
                return false;
            }
        }
        return true;
    }

    private ExternType.Table changedTable(int index) {
        ExternType.Table table = context.table(index);
        changedTables.set(index);
        return table;
    }

    private void checkElements(ReferenceType actual, ExternType.Table table) {
        if (!actual.matches(table.elementType())) {
            throw context.invalid(
                    "type mismatch: elements of type " + actual + " for a table of " + table.elementType());
        }
    }

    /** Pops length, source and destination of a copy. */
    private void popRange(AddressType destination, AddressType source) {
        context.pop(AddressType.smaller(destination, source).type());
        context.pop(source.type());
        context.pop(destination.type());
    }

    // --- memories ----------------------------------------------------------------------------------------------

    private boolean memory(Instruction instruction) {
        switch (instruction) {
            case MEMORY_SIZE -> context.push(context.memoryAddress(reader.index).type());
            case MEMORY_GROW -> {
                AddressType address = context.memoryAddress(reader.index);
                context.pop(address.type());
                context.push(address.type());
            }
            case MEMORY_FILL -> {
                AddressType address = context.memoryAddress(reader.index);
                context.pop(address.type());
                context.pop(NumberType.I32);
                context.pop(address.type());
            }
            case MEMORY_COPY ->
                popRange(context.memoryAddress(reader.index), context.memoryAddress(reader.secondIndex));
            case MEMORY_INIT -> {
                AddressType address = context.memoryAddress(reader.secondIndex);
                context.checkData(reader.index);
                popRange(address, AddressType.I32);
            }
            case DATA_DROP -> context.checkData(reader.index);
            case ATOMIC_FENCE -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private void checkLane(int lane, int lanes) {
        if (lane >= lanes) {
            throw context.invalid("invalid lane index " + lane);
        }
    }

    /** Checks eight bytes that are lane indices of two vectors of 16 lanes. */
    private void checkLanesOfTwo(long indices) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            checkLane((int) (indices >>> shift) & 0xFF, 32);
        }
    }

    /** Checks the immediates of an access and pops its operands, the first of which is the address. */
    private void memoryAccess(Instruction instruction) {
        AddressType address = context.memoryAddress(reader.index);
        boolean atomic = instruction.feature() == Feature.THREADS;
        if (atomic && reader.alignment != instruction.naturalAlignment()) {
            throw context.invalid("atomic alignment must be natural");
        }
        if (reader.alignment > instruction.naturalAlignment()) {
            throw context.invalid("alignment must not be larger than natural");
        }
        if (address == AddressType.I32 && reader.memoryOffset >>> 32 != 0) {
            throw context.invalid("offset out of range");
        }
        for (int i = instruction.operands().size() - 1; i > 0; i--) {
            context.pop(instruction.operands().get(i));
        }
        context.pop(address.type());
    }
}
