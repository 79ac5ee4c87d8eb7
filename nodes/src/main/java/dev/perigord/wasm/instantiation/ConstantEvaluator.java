package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.numeric.I32;
import dev.perigord.wasm.nodes.numeric.I64;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;
import java.util.ArrayDeque;
import java.util.Deque;

/** Evaluates validated constant expressions (spec 3.4.13). */
final class ConstantEvaluator {
    private final WasmInstance instance;

    ConstantEvaluator(WasmInstance instance) {
        this.instance = instance;
    }

    /** The boxed value. */
    Object evaluate(Range expression) {
        InstructionReader reader =
                new InstructionReader(instance.module().definition().bytes(), expression.start(), expression.end());
        Deque<Object> stack = new ArrayDeque<>();
        while (true) {
            Instruction instruction = reader.next();
            switch (instruction) {
                case I32_CONST -> stack.push((int) reader.constant);
                case I64_CONST -> stack.push(reader.constant);
                case F32_CONST -> stack.push(Float.intBitsToFloat((int) reader.constant));
                case F64_CONST -> stack.push(Double.longBitsToDouble(reader.constant));
                case V128_CONST -> stack.push(new Vector128(reader.constant, reader.highConstant));
                case REF_NULL -> stack.push(Null.INSTANCE);
                case REF_FUNC -> stack.push(instance.function(reader.index));
                case GLOBAL_GET -> stack.push(instance.global(reader.index).get());
                case END -> {
                    return stack.pop();
                }
                default -> {
                    Object right = stack.pop();
                    Object left = stack.pop();
                    stack.push(binary(instruction, left, right));
                }
            }
        }
    }

    private static Object binary(Instruction instruction, Object left, Object right) {
        return switch (instruction) {
            case I32_ADD -> I32.add((int) left, (int) right);
            case I32_SUB -> I32.sub((int) left, (int) right);
            case I32_MUL -> I32.mul((int) left, (int) right);
            case I64_ADD -> I64.add((long) left, (long) right);
            case I64_SUB -> I64.sub((long) left, (long) right);
            case I64_MUL -> I64.mul((long) left, (long) right);
            default -> throw new AssertionError(instruction);
        };
    }
}
