package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;

/** Emits the instructions of tables: calls of {@link TableSupport}, with indices of 64 bits narrowed before. */
final class TableEmitter {
    private static final String INSTANCE = JvmTypes.descriptor(JvmTypes.INSTANCE);

    private final Emission emission;
    private final MethodWriter code;

    TableEmitter(Emission emission) {
        this.emission = emission;
        this.code = emission.code;
    }

    /** Emits an instruction whose operands are on the stack; false if it is of another sort. */
    boolean emit(Instruction instruction) {
        int index = emission.reader.index;
        int secondIndex = emission.reader.secondIndex;
        switch (instruction) {
            case TABLE_GET -> {
                narrow(indexType(index));
                instance(index).invokestatic(method("get", "(I" + INSTANCE + "I)" + JvmTypes.OBJECT));
                emission.replace(1, Kind.REFERENCE);
            }
            case TABLE_SET -> {
                if (indexType(index) == AddressType.I64) {
                    int value = emission.slots.temporary(0, Type.OBJECT);
                    code.astore(value);
                    narrow(AddressType.I64);
                    code.aload(value);
                }
                instance(index).invokestatic(method("set", "(I" + JvmTypes.OBJECT + INSTANCE + "I)V"));
                emission.stack.pop(2);
            }
            case TABLE_SIZE -> {
                instance(index).invokestatic(method("size", "(" + INSTANCE + "I)I"));
                pushSize(index, 0);
            }
            case TABLE_GROW -> {
                narrow(indexType(index));
                instance(index).invokestatic(method("grow", "(" + JvmTypes.OBJECT + "I" + INSTANCE + "I)I"));
                pushSize(index, 2);
            }
            case TABLE_FILL -> {
                narrowFirst(indexType(index), Type.OBJECT, indexType(index));
                instance(index).invokestatic(method("fill", "(I" + JvmTypes.OBJECT + "I" + INSTANCE + "I)V"));
                emission.stack.pop(3);
            }
            case TABLE_COPY -> {
                AddressType target = indexType(index);
                AddressType source = indexType(secondIndex);
                narrow(AddressType.smaller(target, source));
                int length = emission.slots.temporary(0, Type.INT);
                code.istore(length);
                narrow(source);
                int from = emission.slots.temporary(1, Type.INT);
                code.istore(from);
                narrow(target);
                code.iload(from).iload(length);
                instance(index).constant(secondIndex).invokestatic(method("copy", "(III" + INSTANCE + "II)V"));
                emission.stack.pop(3);
            }
            case TABLE_INIT -> {
                narrowFirst(indexType(secondIndex), Type.INT, AddressType.I32);
                instance(index).constant(secondIndex).invokestatic(method("init", "(III" + INSTANCE + "II)V"));
                emission.stack.pop(3);
            }
            case ELEM_DROP -> instance(index).invokestatic(method("drop", "(" + INSTANCE + "I)V"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Member method(String name, String descriptor) {
        return Member.of(TableSupport.class, name, descriptor);
    }

    private MethodWriter instance(int index) {
        return code.aload(emission.instanceSlot).constant(index);
    }

    private AddressType indexType(int table) {
        return emission.definition.tables().get(table).type().addressType();
    }

    /** Makes the index on the stack one of 32 bits. */
    private void narrow(AddressType addressType) {
        narrow(code, addressType);
    }

    /** Makes an index of a table one of 32 bits. */
    static void narrow(MethodWriter code, AddressType addressType) {
        if (addressType == AddressType.I64) {
            code.invokestatic(Support.NARROW);
        }
    }

    /** Narrows the first and the last of three operands. */
    private void narrowFirst(AddressType first, Type second, AddressType last) {
        narrow(last);
        if (first == AddressType.I64) {
            int length = emission.slots.temporary(0, Type.INT);
            int value = emission.slots.temporary(1, second);
            code.istore(length).store(second, value);
            narrow(first);
            code.load(second, value).iload(length);
        }
    }

    /** Widens a size or -1 if the table's indices have 64 bits. */
    private void pushSize(int table, int operands) {
        boolean wide = indexType(table) == AddressType.I64;
        if (wide) {
            code.i2l();
        }
        emission.replace(operands, wide ? Kind.I64 : Kind.I32);
    }
}
