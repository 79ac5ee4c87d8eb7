package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** The rules of calls (spec 3.4.12) and of wide arithmetic, which also takes and gives several values. */
final class CallRules {
    private static final List<ValueType> TWO = List.of(NumberType.I64, NumberType.I64);

    private final CodeContext context;
    private final InstructionReader reader;
    private final OperandStack stack;

    CallRules(CodeContext context) {
        this.context = context;
        this.reader = context.reader;
        this.stack = context.stack;
    }

    /** Checks an instruction; false if it is no call. */
    boolean check(Instruction instruction) {
        switch (instruction) {
            case CALL -> call(calleeType());
            case RETURN_CALL -> returnCall(calleeType());
            case CALL_INDIRECT -> call(elementType());
            case RETURN_CALL_INDIRECT -> returnCall(elementType());
            case CALL_REF -> call(referenceType());
            case RETURN_CALL_REF -> returnCall(referenceType());
            case I64_ADD128, I64_SUB128 -> {
                context.popAll(TWO);
                context.popAll(TWO);
                stack.pushAll(TWO);
            }
            case I64_MUL_WIDE_S, I64_MUL_WIDE_U -> {
                context.popAll(TWO);
                stack.pushAll(TWO);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private FunctionType calleeType() {
        context.check("function", reader.index, context.module.functions().size());
        return context.module.functionType(reader.index);
    }

    private FunctionType elementType() {
        ExternType.Table table = context.table(reader.secondIndex);
        if (!table.elementType().matches(ReferenceType.FUNCREF)) {
            throw context.invalid("type mismatch: an indirect call needs a table of functions");
        }
        FunctionType type = context.functionType(reader.index);
        context.pop(table.addressType().type());
        return type;
    }

    private FunctionType referenceType() {
        FunctionType type = context.functionType(reader.index);
        context.pop(CodeContext.nullable(context.type(reader.index)));
        return type;
    }

    private void call(FunctionType type) {
        context.popAll(type.parameters());
        stack.pushAll(type.results());
    }

    /** The callee's results are the function's own (spec 3.4.12). */
    private void returnCall(FunctionType type) {
        List<ValueType> results = context.label(stack.depth() - 1).results;
        if (!FunctionType.match(type.results(), results)) {
            throw context.invalid("type mismatch: a tail call of " + type + " in a function with other results");
        }
        context.popAll(type.parameters());
        stack.unreachable();
    }
}
