package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.ExternType;
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
import dev.perigord.wasm.validation.OperandStack.Control;
import dev.perigord.wasm.validation.OperandStack.Opener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Validates the instructions of one function or constant expression (spec 3.4, 3.5.1). */
final class CodeValidator {
    /** More locals than this are refused: every frame would have to hold them. */
    static final int MAXIMUM_LOCALS = 50_000;

    private final ModuleDefinition module;
    private final BitSet declaredFunctions;
    private final InstructionReader reader;
    private final OperandStack stack;
    private final List<ValueType> locals;

    private CodeValidator(
            ModuleDefinition module, BitSet declaredFunctions, Range range, String place, List<ValueType> locals) {
        this.module = module;
        this.declaredFunctions = declaredFunctions;
        this.reader = new InstructionReader(module.bytes(), range.start(), range.end());
        this.stack = new OperandStack(place);
        this.locals = locals;
    }

    /** Validates the body of a function. */
    static void function(ModuleDefinition module, BitSet declaredFunctions, int functionIndex) {
        FunctionType type = module.functionType(functionIndex);
        Code code = module.codes().get(functionIndex - module.importedFunctions());
        String place = "function " + functionIndex;
        List<ValueType> locals = new ArrayList<>(type.parameters());
        for (LocalRun run : code.locals()) {
            if (run.count() < 0 || run.count() > MAXIMUM_LOCALS - locals.size()) {
                throw new InvalidException("too many locals in " + place + ": the limit is " + MAXIMUM_LOCALS);
            }
            for (int i = 0; i < run.count(); i++) {
                locals.add(run.type());
            }
        }
        CodeValidator validator = new CodeValidator(module, declaredFunctions, code.instructions(), place, locals);
        validator.stack.enter(Opener.BODY, List.of(), type.results());
        validator.body();
    }

    /** Validates a constant expression, which may use the first {@code visibleGlobals} globals. */
    static void constant(
            ModuleDefinition module,
            BitSet declaredFunctions,
            Range expression,
            ValueType type,
            int visibleGlobals,
            String place) {
        CodeValidator validator = new CodeValidator(module, declaredFunctions, expression, place, List.of());
        validator.stack.enter(Opener.BODY, List.of(), List.of(type));
        validator.constantBody(visibleGlobals);
    }

    private void constantBody(int visibleGlobals) {
        while (stack.depth() > 0) {
            Instruction instruction = reader.next();
            switch (instruction) {
                case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST, REF_NULL, REF_FUNC, END -> {}
                case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {}
                case GLOBAL_GET -> {
                    if (Integer.compareUnsigned(reader.index, visibleGlobals) >= 0) {
                        throw invalid("unknown global " + Integer.toUnsignedString(reader.index));
                    }
                    if (module.globals().get(reader.index).type().mutable()) {
                        throw invalid("constant expression required: global " + reader.index + " is mutable");
                    }
                }
                default -> throw invalid("constant expression required, not " + instruction.mnemonic());
            }
            instruction(instruction);
        }
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

    private InvalidException invalid(String message) {
        return stack.invalid(message, reader.start);
    }

    private void pop(ValueType type) {
        stack.pop(type, reader.start);
    }

    private void instruction(Instruction instruction) {
        if (instruction.operands() != null) {
            switch (instruction.immediates()) {
                case MEMORY_ARGUMENT -> checkMemoryAccess(instruction);
                case MEMORY_ARGUMENT_LANE -> {
                    checkMemoryAccess(instruction);
                    checkLane(reader.lane, instruction.lanes());
                }
                case LANE -> checkLane(reader.lane, instruction.lanes());
                case LANES -> {
                    checkLanesOfTwo(reader.constant);
                    checkLanesOfTwo(reader.highConstant);
                }
                default -> {}
            }
            stack.popAll(instruction.operands(), reader.start);
            stack.pushAll(instruction.results());
            return;
        }
        switch (instruction) {
            case UNREACHABLE -> stack.unreachable();
            case NOP -> {}
            case BLOCK -> enterBlock(Opener.BLOCK);
            case LOOP -> enterBlock(Opener.LOOP);
            case IF -> {
                pop(NumberType.I32);
                enterBlock(Opener.IF);
            }
            case ELSE -> {
                Control control = stack.leave(reader.start);
                if (control.opener != Opener.IF) {
                    throw reader.malformedAt("else without if: illegal opcode, END opcode expected", reader.start);
                }
                stack.enter(Opener.ELSE, control.parameters, control.results);
            }
            case END -> end();
            case BR -> {
                stack.popAll(label(reader.index).labelTypes(), reader.start);
                stack.unreachable();
            }
            case BR_IF -> {
                pop(NumberType.I32);
                List<ValueType> types = label(reader.index).labelTypes();
                stack.popAll(types, reader.start);
                stack.pushAll(types);
            }
            case BR_TABLE -> branchTable();
            case RETURN -> {
                stack.popAll(stack.label(stack.depth() - 1, reader.start).results, reader.start);
                stack.unreachable();
            }
            case CALL -> call(functionType(reader.index));
            case CALL_INDIRECT -> {
                checkFunctionTable();
                pop(NumberType.I32);
                call(type(reader.index));
            }
            case RETURN_CALL -> returnCall(functionType(reader.index));
            case RETURN_CALL_INDIRECT -> {
                checkFunctionTable();
                pop(NumberType.I32);
                returnCall(type(reader.index));
            }
            case DROP -> stack.pop(reader.start);
            case SELECT -> select();
            case SELECT_TYPED -> {
                if (reader.valueTypes.size() != 1) {
                    throw invalid("invalid result arity of select");
                }
                pop(NumberType.I32);
                pop(reader.valueTypes.getFirst());
                pop(reader.valueTypes.getFirst());
                stack.push(reader.valueTypes.getFirst());
            }
            case LOCAL_GET -> stack.push(localType());
            case LOCAL_SET -> pop(localType());
            case LOCAL_TEE -> {
                pop(localType());
                stack.push(localType());
            }
            case GLOBAL_GET -> stack.push(globalType().type());
            case GLOBAL_SET -> {
                if (!globalType().mutable()) {
                    throw invalid("immutable global: global is immutable");
                }
                pop(globalType().type());
            }
            case TABLE_GET -> {
                pop(NumberType.I32);
                stack.push(tableType(reader.index).elementType());
            }
            case TABLE_SET -> {
                pop(tableType(reader.index).elementType());
                pop(NumberType.I32);
            }
            case TABLE_SIZE -> {
                tableType(reader.index);
                stack.push(NumberType.I32);
            }
            case TABLE_GROW -> {
                pop(NumberType.I32);
                pop(tableType(reader.index).elementType());
                stack.push(NumberType.I32);
            }
            case TABLE_FILL -> {
                pop(NumberType.I32);
                pop(tableType(reader.index).elementType());
                pop(NumberType.I32);
            }
            case TABLE_COPY -> {
                if (!tableType(reader.index)
                        .elementType()
                        .equals(tableType(reader.secondIndex).elementType())) {
                    throw invalid("type mismatch: table.copy between tables of different types");
                }
                popThreeI32();
            }
            case TABLE_INIT -> {
                ExternType.Table table = tableType(reader.secondIndex);
                if (!elementType().equals(table.elementType())) {
                    throw invalid("type mismatch: table.init with a segment of another type");
                }
                popThreeI32();
            }
            case ELEM_DROP -> elementType();
            case MEMORY_SIZE -> {
                checkMemory(reader.index);
                stack.push(NumberType.I32);
            }
            case MEMORY_GROW -> {
                checkMemory(reader.index);
                pop(NumberType.I32);
                stack.push(NumberType.I32);
            }
            case MEMORY_FILL -> {
                checkMemory(reader.index);
                popThreeI32();
            }
            case MEMORY_COPY -> {
                checkMemory(reader.index);
                checkMemory(reader.secondIndex);
                popThreeI32();
            }
            case MEMORY_INIT -> {
                checkMemory(reader.secondIndex);
                checkData();
                popThreeI32();
            }
            case DATA_DROP -> checkData();
            case I32_CONST -> stack.push(NumberType.I32);
            case I64_CONST -> stack.push(NumberType.I64);
            case F32_CONST -> stack.push(NumberType.F32);
            case F64_CONST -> stack.push(NumberType.F64);
            case V128_CONST -> stack.push(NumberType.V128);
            case REF_NULL -> stack.push(new ReferenceType(true, reader.heapType));
            case REF_IS_NULL -> {
                stack.popReference(reader.start);
                stack.push(NumberType.I32);
            }
            case REF_FUNC -> {
                functionType(reader.index);
                if (!declaredFunctions.get(reader.index)) {
                    throw invalid("undeclared function reference " + reader.index);
                }
                stack.push(ReferenceType.FUNCREF);
            }
            default -> throw new AssertionError(instruction);
        }
    }

    private void enterBlock(Opener opener) {
        if (reader.blockTypeIndex >= 0) {
            type(reader.blockTypeIndex);
        }
        FunctionType type = reader.blockType(module.types());
        stack.popAll(type.parameters(), reader.start);
        stack.enter(opener, type.parameters(), type.results());
    }

    private void end() {
        Control control = stack.leave(reader.start);
        if (control.opener == Opener.IF && !control.parameters.equals(control.results)) {
            throw invalid("type mismatch: if without else must not change the stack");
        }
        if (stack.depth() > 0) {
            stack.pushAll(control.results);
        }
    }

    private void branchTable() {
        pop(NumberType.I32);
        int arity = label(reader.labels[reader.labels.length - 1]).labelTypes().size();
        for (int target : reader.labels) {
            List<ValueType> types = label(target).labelTypes();
            if (types.size() != arity) {
                throw invalid("type mismatch: labels of br_table take different numbers of values");
            }
            stack.checkTop(types, reader.start);
        }
        stack.unreachable();
    }

    private void call(FunctionType type) {
        stack.popAll(type.parameters(), reader.start);
        stack.pushAll(type.results());
    }

    private void checkFunctionTable() {
        if (!tableType(reader.secondIndex).elementType().equals(ReferenceType.FUNCREF)) {
            throw invalid("type mismatch: an indirect call needs a table of functions");
        }
    }

    /** The callee's results are the function's own (spec 3.4.12). */
    private void returnCall(FunctionType type) {
        List<ValueType> results = stack.label(stack.depth() - 1, reader.start).results;
        if (!type.results().equals(results)) {
            throw invalid("type mismatch: a tail call of " + type + " in a function with other results");
        }
        stack.popAll(type.parameters(), reader.start);
        stack.unreachable();
    }

    private void select() {
        pop(NumberType.I32);
        ValueType first = stack.pop(reader.start);
        ValueType second = stack.pop(reader.start);
        if (first instanceof ReferenceType || second instanceof ReferenceType) {
            throw invalid("type mismatch: select without type cannot choose between references");
        }
        if (first != null && second != null && !first.equals(second)) {
            throw invalid("type mismatch: select between " + second + " and " + first);
        }
        stack.push(first != null ? first : second);
    }

    private void popThreeI32() {
        pop(NumberType.I32);
        pop(NumberType.I32);
        pop(NumberType.I32);
    }

    private Control label(int index) {
        return stack.label(index, reader.start);
    }

    private void check(String kind, int index, int size) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw invalid("unknown " + kind + " " + Integer.toUnsignedString(index));
        }
    }

    private FunctionType type(int index) {
        check("type", index, module.types().size());
        return module.types().get(index);
    }

    private FunctionType functionType(int index) {
        check("function", index, module.functions().size());
        return module.functionType(index);
    }

    private ValueType localType() {
        check("local", reader.index, locals.size());
        return locals.get(reader.index);
    }

    private ExternType.Global globalType() {
        check("global", reader.index, module.globals().size());
        return module.globals().get(reader.index).type();
    }

    private ExternType.Table tableType(int index) {
        check("table", index, module.tables().size());
        return module.tables().get(index).type();
    }

    private void checkMemory(int index) {
        check("memory", index, module.memories().size());
    }

    private void checkData() {
        if (!module.hasDataCount()) {
            throw reader.malformedAt("data count section required", reader.start);
        }
        check("data segment", reader.index, module.data().size());
    }

    private ReferenceType elementType() {
        check("elem segment", reader.index, module.elements().size());
        return module.elements().get(reader.index).type();
    }

    private void checkLane(int lane, int lanes) {
        if (lane >= lanes) {
            throw invalid("invalid lane index " + lane);
        }
    }

    /** Checks eight bytes that are lane indices of two vectors of 16 lanes. */
    private void checkLanesOfTwo(long indices) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            checkLane((int) (indices >>> shift) & 0xFF, 32);
        }
    }

    private void checkMemoryAccess(Instruction instruction) {
        checkMemory(reader.index);
        if (reader.alignment > instruction.naturalAlignment()) {
            throw invalid("alignment must not be larger than natural");
        }
        if (reader.memoryOffset >>> 32 != 0) {
            throw invalid("offset out of range");
        }
    }
}
