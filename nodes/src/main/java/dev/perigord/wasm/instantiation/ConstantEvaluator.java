package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.binary.I32Constant;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.numeric.I32;
import dev.perigord.wasm.nodes.numeric.I64;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;
import java.util.ArrayDeque;
import java.util.Deque;

/** Evaluates validated constant expressions (spec 3.4.13). */
final class ConstantEvaluator {
    private final WasmInstance instance;
    private final ModuleDefinition definition;

    ConstantEvaluator(WasmInstance instance) {
        this.instance = instance;
        this.definition = instance.module().definition();
    }

    /** The boxed value. */
    Object evaluate(Range expression) {
        if (I32Constant.is(definition.bytes(), expression)) {
            return I32Constant.value(definition.bytes(), expression);
        }
        InstructionReader reader =
                new InstructionReader(definition.bytes(), expression.start(), expression.end(), definition.types());
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
                case REF_I31 -> stack.push(References.i31((int) stack.pop()));
                case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
                case GLOBAL_GET -> stack.push(instance.global(reader.index).get());
                case END -> {
                    return stack.pop();
                }
                default -> {
                    if (!aggregate(instruction, reader, stack)) {
                        Object right = stack.pop();
                        Object left = stack.pop();
                        stack.push(binary(instruction, left, right));
                    }
                }
            }
        }
    }

    private boolean aggregate(Instruction instruction, InstructionReader reader, Deque<Object> stack) {
        switch (instruction) {
            case STRUCT_NEW -> stack.push(struct(reader.index, null, stack));
            case STRUCT_NEW_DEFAULT -> stack.push(struct(reader.index, null, null));
            case STRUCT_NEW_DESC -> stack.push(struct(reader.index, stack.pop(), stack));
            case STRUCT_NEW_DEFAULT_DESC -> stack.push(struct(reader.index, stack.pop(), null));
            case ARRAY_NEW -> {
                int length = (int) stack.pop();
                stack.push(array(reader.index, length, stack.pop()));
            }
            case ARRAY_NEW_DEFAULT -> {
                DefinedType type = definition.types().get(reader.index);
                Storage storage = Storage.of(type.array().element().storage());
                stack.push(array(
                        reader.index, (int) stack.pop(), storage.isReference() ? storage.defaultReference() : null));
            }
            case ARRAY_NEW_FIXED -> {
                WasmArray array = array(reader.index, reader.secondIndex, null);
                for (int i = array.length() - 1; i >= 0; i--) {
                    array.set(i, stack.pop());
                }
                stack.push(array);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A structure whose values are on the stack, or with default values where that is null. */
    private WasmStruct struct(int typeIndex, Object descriptor, Deque<Object> values) {
        if (descriptor == Null.INSTANCE) {
            throw Trap.NULL_DESCRIPTOR_REFERENCE.at(null);
        }
        DefinedType type = definition.types().get(typeIndex);
        StructLayout layout = StructLayout.of(type);
        WasmStruct struct = WasmStruct.create(type, layout);
        for (int i = layout.fields().size() - 1; i >= 0; i--) {
            StructLayout.Field field = layout.field(i);
            Storage storage = Storage.of(field.storage());
            if (values != null) {
                field.write(struct, values.pop());
            } else if (storage.isReference()) {
                field.write(struct, storage.defaultReference());
            }
        }
        if (descriptor != null) {
            struct.setReference(layout.descriptorPlace(), descriptor);
        }
        return struct;
    }

    private WasmArray array(int typeIndex, int length, Object initial) {
        DefinedType type = definition.types().get(typeIndex);
        Storage storage = Storage.of(type.array().element().storage());
        WasmArray array = new WasmArray(type, WasmArray.allocate(storage, length, null));
        if (initial != null) {
            array.fill(0, initial, length);
        }
        return array;
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
