package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.UnknownHeapType;
import dev.perigord.wasm.module.ValueType;
import java.util.BitSet;
import java.util.List;

/** The rules of references and casts (spec 3.4.6, 3.4.7, 3.4.12). */
final class ReferenceRules {
    private static final ReferenceType EQ = new ReferenceType(true, AbstractHeapType.EQ);
    private static final ReferenceType ANY = new ReferenceType(true, AbstractHeapType.ANY);
    private static final ReferenceType I31 = new ReferenceType(true, AbstractHeapType.I31);
    private static final ReferenceType UNKNOWN = new ReferenceType(false, UnknownHeapType.INSTANCE);

    private final CodeContext context;
    private final BitSet declaredFunctions;
    private final InstructionReader reader;
    private final OperandStack stack;

    ReferenceRules(CodeContext context, BitSet declaredFunctions) {
        this.context = context;
        this.declaredFunctions = declaredFunctions;
        this.reader = context.reader;
        this.stack = context.stack;
    }

    /** Checks an instruction; false if it has nothing to do with references alone. */
    boolean check(Instruction instruction) {
        switch (instruction) {
            case REF_NULL -> context.push(CodeContext.nullable(reader.heapType));
            case REF_IS_NULL -> {
                stack.popReference(reader.start);
                context.push(NumberType.I32);
            }
            case REF_FUNC -> function();
            case REF_EQ -> {
                context.pop(EQ);
                context.pop(EQ);
                context.push(NumberType.I32);
            }
            case REF_AS_NON_NULL -> context.push(withoutNull(reference()));
            case BR_ON_NULL -> {
                ReferenceType type = reference();
                List<ValueType> types = context.label(reader.index).labelTypes();
                context.popAll(types);
                stack.pushAll(types);
                context.push(withoutNull(type));
            }
            case BR_ON_NON_NULL -> {
                ReferenceType type = reference();
                branch(withoutNull(type));
            }
            case REF_I31 -> {
                context.pop(NumberType.I32);
                context.push(new ReferenceType(false, AbstractHeapType.I31));
            }
            case I31_GET_S, I31_GET_U -> {
                context.pop(I31);
                context.push(NumberType.I32);
            }
            case ANY_CONVERT_EXTERN -> convert(ReferenceType.EXTERNREF, AbstractHeapType.ANY);
            case EXTERN_CONVERT_ANY -> convert(ANY, AbstractHeapType.EXTERN);
            case REF_TEST, REF_TEST_NULL -> {
                context.pop(castOperand(reader.heapType));
                context.push(NumberType.I32);
            }
            case REF_CAST, REF_CAST_NULL -> {
                context.pop(castOperand(reader.heapType));
                context.push(new ReferenceType(instruction == Instruction.REF_CAST_NULL, reader.heapType));
            }
            case BR_ON_CAST, BR_ON_CAST_FAIL -> branchOnCast(instruction == Instruction.BR_ON_CAST);
            case REF_GET_DESC -> descriptor();
            case REF_CAST_DESC_EQ, REF_CAST_DESC_EQ_NULL -> {
                popDescriptorOf(reader.heapType);
                context.pop(castOperand(reader.heapType));
                context.push(new ReferenceType(instruction == Instruction.REF_CAST_DESC_EQ_NULL, reader.heapType));
            }
            case BR_ON_CAST_DESC_EQ, BR_ON_CAST_DESC_EQ_FAIL -> {
                popDescriptorOf(reader.castTo.heapType());
                branchOnCast(instruction == Instruction.BR_ON_CAST_DESC_EQ);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private ReferenceType reference() {
        ReferenceType type = stack.popReference(reader.start);
        return type == null ? UNKNOWN : type;
    }

    private static ReferenceType withoutNull(ReferenceType type) {
        return new ReferenceType(false, type.heapType());
    }

    private void function() {
        context.check("function", reader.index, context.module.functions().size());
        if (!declaredFunctions.get(reader.index)) {
            throw context.invalid("undeclared function reference " + reader.index);
        }
        DefinedType type = context.module.definedFunctionType(reader.index);
        context.push(context.module.isExact(reader.index) ? context.made(type) : new ReferenceType(false, type));
    }

    private void convert(ReferenceType from, HeapType to) {
        ReferenceType actual = (ReferenceType) stack.pop(from, reader.start);
        context.push(new ReferenceType(actual != null && actual.nullable(), to));
    }

    // --- casts -------------------------------------------------------------------------------------------------

    private ReferenceType castOperand(HeapType target) {
        AbstractHeapType top = target.top();
        if (top == AbstractHeapType.CONT) {
            throw context.invalid("invalid cast: continuations cannot be cast");
        }
        return CodeContext.nullable(top);
    }

    /** Pops the values of a label, whose last one is the reference that the branch takes. */
    private void branch(ReferenceType taken) {
        List<ValueType> types = context.label(reader.index).labelTypes();
        if (types.isEmpty() || !taken.matches(types.getLast())) {
            throw context.invalid("type mismatch: the branch takes " + taken + ", its label " + types);
        }
        List<ValueType> others = types.subList(0, types.size() - 1);
        context.popAll(others);
        stack.pushAll(others);
    }

    private void branchOnCast(boolean onSuccess) {
        ReferenceType from = reader.castFrom;
        ReferenceType to = reader.castTo;
        boolean fits = context.has(Feature.CUSTOM_DESCRIPTORS)
                ? from.heapType().top() == to.heapType().top()
                : to.matches(from);
        if (!fits) {
            throw context.invalid("type mismatch: " + to + " is no subtype of " + from);
        }
        castOperand(to.heapType());
        ReferenceType rest = new ReferenceType(from.nullable() && !to.nullable(), from.heapType());
        context.pop(from);
        branch(onSuccess ? to : rest);
        context.push(onSuccess ? rest : to);
    }

    // --- descriptors -------------------------------------------------------------------------------------------

    private void descriptor() {
        DefinedType type = context.type(reader.index);
        if (type.descriptor() == null) {
            throw context.invalid("type " + reader.index + " has no descriptor");
        }
        ReferenceType operand = (ReferenceType) stack.pop(CodeContext.nullable(type), reader.start);
        boolean exact = operand == null || operand.matches(CodeContext.nullable(new ExactType(type)));
        context.push(new ReferenceType(false, exact ? new ExactType(type.descriptor()) : type.descriptor()));
    }

    private void popDescriptorOf(HeapType target) {
        boolean exact = target instanceof ExactType;
        HeapType type = target instanceof ExactType wrapped ? wrapped.type() : target;
        if (!(type instanceof DefinedType defined) || defined.descriptor() == null) {
            throw context.invalid("type " + target.text() + " has no descriptor");
        }
        context.pop(CodeContext.nullable(exact ? new ExactType(defined.descriptor()) : defined.descriptor()));
    }
}
