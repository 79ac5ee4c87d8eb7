package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.InstructionReader.Handler;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** The rules of the proposal stack switching. */
final class ContinuationRules {
    private final CodeContext context;
    private final InstructionReader reader;
    private final OperandStack stack;

    ContinuationRules(CodeContext context) {
        this.context = context;
        this.reader = context.reader;
        this.stack = context.stack;
    }

    /** Checks an instruction; false if it has nothing to do with continuations. */
    boolean check(Instruction instruction) {
        switch (instruction) {
            case CONT_NEW -> {
                DefinedType type = continuation(reader.index);
                context.pop(CodeContext.nullable(((ContinuationType) type.composite()).function()));
                context.push(new ReferenceType(false, type));
            }
            case CONT_BIND -> bind();
            case SUSPEND -> {
                FunctionType tag = context.tagType(reader.index);
                context.popAll(tag.parameters());
                stack.pushAll(tag.results());
            }
            case RESUME -> resume(functionOf(reader.index).parameters());
            case RESUME_THROW -> {
                FunctionType tag = context.tagType(reader.secondIndex);
                if (!tag.results().isEmpty()) {
                    throw context.invalid("non-empty tag result type");
                }
                resume(tag.parameters());
            }
            case RESUME_THROW_REF -> resume(List.of(ReferenceType.EXNREF));
            case SWITCH -> switchTo();
            default -> {
                return false;
            }
        }
        return true;
    }

    private DefinedType continuation(int index) {
        DefinedType type = context.type(index);
        if (!(type.composite() instanceof ContinuationType)) {
            throw context.invalid("type mismatch: type " + index + " is not a continuation type");
        }
        return type;
    }

    private FunctionType functionOf(int index) {
        return functionOf(continuation(index));
    }

    /** The function type of a continuation type; null if the type is another one. */
    private static FunctionType functionOf(HeapType type) {
        return type instanceof DefinedType defined
                        && defined.composite() instanceof ContinuationType continuation
                        && continuation.function() instanceof DefinedType function
                ? function.function()
                : null;
    }

    private void bind() {
        FunctionType before = functionOf(reader.index);
        FunctionType after = functionOf(reader.secondIndex);
        int bound = before.parameters().size() - after.parameters().size();
        if (bound < 0) {
            throw context.invalid("type mismatch: cont.bind to a type with more parameters");
        }
        FunctionType rest = new FunctionType(
                before.parameters().subList(bound, before.parameters().size()), before.results());
        if (!rest.matches(after)) {
            throw context.invalid("type mismatch: cont.bind from " + before + " to " + after);
        }
        context.pop(CodeContext.nullable(continuation(reader.index)));
        context.popAll(before.parameters().subList(0, bound));
        context.push(new ReferenceType(false, continuation(reader.secondIndex)));
    }

    private void resume(List<ValueType> operands) {
        FunctionType type = functionOf(reader.index);
        for (Handler handler : reader.handlers) {
            handler(handler, type);
        }
        context.pop(CodeContext.nullable(continuation(reader.index)));
        context.popAll(operands);
        stack.pushAll(type.results());
    }

    private void handler(Handler handler, FunctionType resumed) {
        FunctionType tag = context.tagType(handler.tag());
        if (handler.label() == -1) {
            if (!tag.parameters().isEmpty() || !FunctionType.match(resumed.results(), tag.results())) {
                throw context.invalid("type mismatch: tag of a switch handler has type " + tag);
            }
            return;
        }
        List<ValueType> types = context.label(handler.label()).labelTypes();
        FunctionType suspended = types.isEmpty() || !(types.getLast() instanceof ReferenceType reference)
                ? null
                : functionOf(reference.heapType());
        if (suspended == null
                || !FunctionType.match(tag.parameters(), types.subList(0, types.size() - 1))
                || !new FunctionType(tag.results(), resumed.results()).matches(suspended)) {
            throw context.invalid("type mismatch: a handler of " + tag + " for a label that takes " + types);
        }
    }

    private void switchTo() {
        FunctionType type = functionOf(reader.index);
        FunctionType tag = context.tagType(reader.secondIndex);
        List<ValueType> parameters = type.parameters();
        FunctionType back = parameters.isEmpty() || !(parameters.getLast() instanceof ReferenceType reference)
                ? null
                : functionOf(reference.heapType());
        if (back == null
                || !tag.parameters().isEmpty()
                || !FunctionType.match(type.results(), tag.results())
                || !FunctionType.match(tag.results(), back.results())) {
            throw context.invalid("type mismatch: switch to a continuation of type " + type);
        }
        context.pop(CodeContext.nullable(continuation(reader.index)));
        context.popAll(parameters.subList(0, parameters.size() - 1));
        stack.pushAll(back.parameters());
    }
}
