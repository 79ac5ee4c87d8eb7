package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.memory.MemoryArgument;
import dev.perigord.wasm.runtime.RawMemory;
import java.lang.invoke.VarHandle;

/**
 * Emits the instructions of memories. Where the JVM allows it, loads and stores of the memory with index 0 are a check of the bounds and an
 * access by address, without a call that HotSpot would have to inline; all others call the instruction's method.
 */
final class MemoryEmitter {
    private static final Member MEMORY =
            Member.of(JvmTypes.INSTANCE.internalName(), "memory", "()" + JvmTypes.descriptor(JvmTypes.MEMORY));
    private static final Member MEMORY_AT =
            Member.of(JvmTypes.INSTANCE.internalName(), "memory", "(I)" + JvmTypes.descriptor(JvmTypes.MEMORY));
    private static final Member BASE = Member.of(JvmTypes.MEMORY.internalName(), "base", "J");
    private static final Member MAXIMUM = Member.of(Math.class, "max", "(II)I");
    private static final Member WIDE_ADDRESS = Member.of(MemoryArgument.class, "wideAddress", "(JJ)J");
    private static final Member FENCE = Member.of(VarHandle.class, "fullFence", "()V");
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final Emission emission;
    private final ModuleDefinition definition;
    private final MethodWriter code;
    private final InstructionReader reader;
    private final Slots slots;
    private final int instanceSlot;

    private int memorySlot = -1;
    private int baseSlot = -1;

    /** Whether the memory has less than 2 GiB where code is emitted. */
    private boolean isNarrow;

    /**
     * A way to access memory directly.
     *
     * @param starts the field with the number of addresses where such an access may begin
     * @param size how many bytes it loads or stores
     * @param type what it loads or stores
     */
    private record Access(Member get, Member put, Member starts, int size, Type type) {
        static final Access BYTE = of("Byte", "B", Type.INT, 1);
        static final Access SHORT = of("Short", "S", Type.INT, 2);
        static final Access CHAR = of("Char", "C", Type.INT, 2);
        static final Access INT = of("Int", "I", Type.INT, 4);
        static final Access LONG = of("Long", "J", Type.LONG, 8);
        static final Access FLOAT = of("Float", "F", Type.FLOAT, 4);
        static final Access DOUBLE = of("Double", "D", Type.DOUBLE, 8);

        /** For what vector instructions read and write, by the logarithm of its size. */
        static final Access[] VECTORS = {BYTE, SHORT, INT, LONG, new Access(null, null, starts(16), 16, null)};

        private static Access of(String name, String descriptor, Type type, int size) {
            return new Access(
                    RawAccess.get(name, descriptor), RawAccess.put(name, descriptor), starts(size), size, type);
        }

        private static Member starts(int size) {
            return Member.of(JvmTypes.MEMORY.internalName(), "starts" + size, "J");
        }
    }

    MemoryEmitter(Emission emission) {
        this.emission = emission;
        this.definition = emission.definition;
        this.code = emission.code;
        this.reader = emission.reader;
        this.slots = emission.slots;
        this.instanceSlot = emission.instanceSlot;
    }

    /** Keeps the memory with index 0 and its address at hand. */
    void enter() {
        if (!RawMemory.isAvailable() || definition.memories().getFirst().addressType() != AddressType.I32) {
            return;
        }
        memorySlot = code.slot(JvmTypes.MEMORY);
        baseSlot = code.slot(Type.LONG);
        code.aload(instanceSlot)
                .invokevirtual(MEMORY)
                .dup()
                .astore(memorySlot)
                .getfield(BASE)
                .lstore(baseSlot);
    }

    /** Emits a load or store whose operands are on the stack. */
    void access(Instruction instruction) {
        Access access = reader.index == 0 && memorySlot >= 0 ? direct(instruction) : null;
        if (access == null) {
            call(instruction);
        } else if (instruction.feature() == Feature.SIMD) {
            vector(instruction, access);
        } else if (instruction.results().isEmpty()) {
            store(instruction, access);
        } else {
            load(instruction, access);
        }
    }

    private static Access direct(Instruction instruction) {
        return switch (instruction) {
            case I32_LOAD, I64_LOAD32_S, I64_LOAD32_U, I32_STORE, I64_STORE32 -> Access.INT;
            case I64_LOAD, I64_STORE -> Access.LONG;
            case F32_LOAD, F32_STORE -> Access.FLOAT;
            case F64_LOAD, F64_STORE -> Access.DOUBLE;
            case I32_LOAD8_S, I32_LOAD8_U, I64_LOAD8_S, I64_LOAD8_U, I32_STORE8, I64_STORE8 -> Access.BYTE;
            case I32_LOAD16_S, I64_LOAD16_S, I32_STORE16, I64_STORE16 -> Access.SHORT;
            case I32_LOAD16_U, I64_LOAD16_U -> Access.CHAR;
            default -> VectorForm.handles(instruction) ? Access.VECTORS[instruction.naturalAlignment()] : null;
        };
    }

    /** Whether code that accesses memory directly may rely on no other thread letting the memory grow. */
    boolean isDirectAndUnshared() {
        return memorySlot >= 0 && !definition.memories().getFirst().shared();
    }

    /** Branches if the memory is too large for 32-bit checks. */
    void branchIfWide(Label wide) {
        code.aload(memorySlot)
                .getfield(Access.BYTE.starts)
                .constant((long) Integer.MAX_VALUE)
                .lcmp()
                .branch(MethodWriter.IFGT, wide);
    }

    /** Says whether the memory has less than 2 GiB where code is emitted from now on. */
    void setNarrow(boolean isNarrow) {
        this.isNarrow = isNarrow;
    }

    /**
     * The loads from here on that one check does for, or null.
     *
     * @param instruction whose operand, the address of the first load, is on the stack
     */
    AccessGroup group(Instruction instruction) {
        if (isNarrow || !isDirectAndUnshared()) {
            return null;
        }
        long reach = reach(instruction, reader);
        int operand = emission.stack.height() - 1;
        int local = emission.addresses.source(operand);
        if (reach == 0 || local < 0 || !emission.addresses.needsCheck(operand, reach)) {
            return null;
        }
        FunctionContext function = emission.function;
        return AccessGroup.of(function, function.reader(reader.position(), emission.part.end()), local, reach);
    }

    /** Branches if the memory reaches some bytes behind the address on the stack, which stays there. */
    void branchIfInside(long bytes, Label inside) {
        code.dup();
        compareEnd(bytes);
        code.branch(MethodWriter.IFLT, inside);
    }

    /** Branches if the memory does not reach some bytes behind the address on the stack. */
    void branchIfOutside(long bytes, Label outside) {
        compareEnd(bytes);
        code.branch(MethodWriter.IFGE, outside);
    }

    /** Compares the last of some bytes behind the address on the stack with how many bytes the memory has. */
    private void compareEnd(long bytes) {
        widen(AddressType.I32);
        code.constant(bytes - 1)
                .ladd()
                .aload(memorySlot)
                .getfield(Access.BYTE.starts)
                .lcmp();
    }

    /** Turns the base on the stack into an address of the process inside of the memory. */
    private void address(Instruction instruction, Access access) {
        long offset = reader.memoryOffset;
        int operand = emission.stack.height() - instruction.operands().size();
        // In a strip, C2 takes a check out of the loop, and knows by it that the address is no negative number.
        boolean isCheapCheck =
                isNarrow && isLoad(instruction) && !emission.addresses.isChecked(operand, offset + access.size);
        boolean isInside = emission.addresses.isInside(operand, offset + access.size);
        if (isNarrow && (isCheapCheck || !isInside) && offset <= Integer.MAX_VALUE) {
            narrowAddress(access, (int) offset);
            return;
        }
        widen(AddressType.I32);
        if (offset != 0) {
            code.constant(offset).ladd();
        }
        if (!isInside) {
            code.aload(memorySlot).getfield(access.starts);
            RawAccess.checkIndex(code);
        }
        code.lload(baseSlot).ladd();
    }

    private void narrowAddress(Access access, int offset) {
        code.aload(memorySlot).getfield(access.starts).l2i();
        if (offset != 0) {
            code.constant(-offset).iadd();
        }
        code.constant(0).invokestatic(MAXIMUM);
        RawAccess.checkNarrowIndex(code);
        code.i2l().lload(baseSlot).ladd();
        if (offset != 0) {
            code.constant((long) offset).ladd();
        }
    }

    private void load(Instruction instruction, Access access) {
        address(instruction, access);
        RawAccess.prepare(code);
        code.invokevirtual(access.get);
        switch (instruction) {
            case I32_LOAD8_U -> code.constant(0xFF).iand();
            case I64_LOAD8_U -> code.constant(0xFF).iand().i2l();
            case I64_LOAD8_S, I64_LOAD16_S, I64_LOAD16_U, I64_LOAD32_S -> code.i2l();
            case I64_LOAD32_U -> code.i2l().constant(UNSIGNED).land();
            default -> {}
        }
    }

    private void store(Instruction instruction, Access access) {
        switch (instruction) {
            case I64_STORE8, I64_STORE16, I64_STORE32 -> code.l2i();
            default -> {}
        }
        int value = slots.temporary(0, access.type);
        code.store(access.type, value);
        address(instruction, access);
        RawAccess.prepare(code);
        code.load(access.type, value);
        put(access);
    }

    private void put(Access access) {
        if (access == Access.BYTE) {
            code.i2b();
        } else if (access == Access.SHORT) {
            code.i2s();
        }
        code.invokevirtual(access.put);
    }

    /** Emits a load or store of a vector, or of a number that becomes one or is a lane of one. */
    private void vector(Instruction instruction, Access access) {
        Type type = VectorForm.type(Kind.V128);
        String vector = VectorForm.descriptor();
        boolean second = instruction.operands().size() > 1;
        int value = slots.temporary(0, type);
        if (second) {
            code.store(type, value);
        }
        address(instruction, access);
        if (instruction == Instruction.V128_LOAD) {
            code.invokestatic(VectorForm.methodWith(instruction, "(J)" + vector));
            return;
        }
        if (instruction == Instruction.V128_STORE) {
            code.load(type, value).invokestatic(VectorForm.methodWith(instruction, "(J" + vector + ")V"));
            return;
        }
        RawAccess.prepare(code);
        String number = access == Access.LONG ? "J" : "I";
        if (instruction.results().isEmpty()) {
            code.load(type, value)
                    .constant(reader.lane)
                    .invokestatic(VectorForm.methodWith(instruction, "(" + vector + "I)" + number));
            put(access);
        } else if (second) {
            int loaded = slots.temporary(1, access.type);
            code.invokevirtual(access.get)
                    .store(access.type, loaded)
                    .load(type, value)
                    .load(access.type, loaded)
                    .constant(reader.lane)
                    .invokestatic(VectorForm.methodWith(instruction, "(" + vector + number + "I)" + vector));
        } else {
            code.invokevirtual(access.get)
                    .invokestatic(VectorForm.methodWith(instruction, "(" + number + ")" + vector));
        }
    }

    // --- by method -------------------------------------------------------------------------------------------

    private void call(Instruction instruction) {
        StringBuilder parameters = new StringBuilder(JvmTypes.descriptor(JvmTypes.MEMORY)).append('J');
        int operands = instruction.operands().size();
        for (int i = operands - 1; i > 0; i--) {
            Kind kind = Kind.of(instruction.operands().get(i));
            VectorForm.leave(code, kind);
            code.store(JvmTypes.type(kind), slots.temporary(i, JvmTypes.type(kind)));
        }
        if (addressType(reader.index) == AddressType.I64) {
            code.constant(reader.memoryOffset).invokestatic(WIDE_ADDRESS);
        } else {
            widen(AddressType.I32);
            code.constant(reader.memoryOffset).ladd();
        }
        int address = slots.temporary(0, Type.LONG);
        code.lstore(address)
                .aload(instanceSlot)
                .constant(reader.index)
                .invokevirtual(MEMORY_AT)
                .lload(address);
        for (int i = 1; i < operands; i++) {
            Kind kind = Kind.of(instruction.operands().get(i));
            code.load(JvmTypes.type(kind), slots.temporary(i, JvmTypes.type(kind)));
            parameters.append(JvmTypes.descriptor(kind));
        }
        if (instruction.lanes() > 0) {
            code.constant(reader.lane);
            parameters.append('I');
        }
        ComputationEmitter.call(code, instruction, parameters);
        instruction.results().forEach(result -> VectorForm.enter(code, Kind.of(result)));
    }

    // --- memories as a whole -----------------------------------------------------------------------------------

    /** Emits an instruction of a memory or data segment whose operands are on the stack; false if it is of another sort. */
    boolean emit(Instruction instruction) {
        switch (instruction) {
            case MEMORY_SIZE -> {
                code.aload(instanceSlot).constant(reader.index).invokestatic(Support.MEMORY_SIZE);
                pushAddress(addressType(reader.index));
            }
            case MEMORY_GROW -> {
                widen(addressType(reader.index));
                emission.stack.pop();
                code.aload(instanceSlot).constant(reader.index).invokestatic(Support.MEMORY_GROW);
                pushAddress(addressType(reader.index));
            }
            case MEMORY_FILL -> fill();
            case MEMORY_COPY -> copy();
            case MEMORY_INIT -> initialize();
            case DATA_DROP -> code.aload(instanceSlot).constant(reader.index).invokestatic(Support.DATA_DROP);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fill() {
        AddressType addressType = addressType(reader.index);
        widen(addressType);
        int length = slots.temporary(0, Type.LONG);
        int value = slots.temporary(1, Type.INT);
        code.lstore(length).istore(value);
        widen(addressType);
        code.iload(value)
                .lload(length)
                .aload(instanceSlot)
                .constant(reader.index)
                .invokestatic(Support.MEMORY_FILL);
        emission.stack.pop(3);
    }

    private void copy() {
        AddressType target = addressType(reader.index);
        AddressType source = addressType(reader.secondIndex);
        widen(AddressType.smaller(target, source));
        int length = slots.temporary(0, Type.LONG);
        int from = slots.temporary(1, Type.LONG);
        code.lstore(length);
        widen(source);
        code.lstore(from);
        widen(target);
        code.lload(from)
                .lload(length)
                .aload(instanceSlot)
                .constant(reader.index)
                .constant(reader.secondIndex)
                .invokestatic(Support.MEMORY_COPY);
        emission.stack.pop(3);
    }

    private void initialize() {
        int length = slots.temporary(0, Type.INT);
        int from = slots.temporary(1, Type.INT);
        code.istore(length).istore(from);
        widen(addressType(reader.secondIndex));
        code.iload(from)
                .iload(length)
                .aload(instanceSlot)
                .constant(reader.index)
                .constant(reader.secondIndex)
                .invokestatic(Support.MEMORY_INIT);
        emission.stack.pop(3);
    }

    /** Emits {@code atomic.fence}. */
    void fence() {
        code.invokestatic(FENCE);
    }

    private AddressType addressType(int memory) {
        return definition.memories().get(memory).addressType();
    }

    /** Makes the unsigned operand on the stack a long. */
    private void widen(AddressType addressType) {
        if (addressType == AddressType.I32) {
            code.i2l().constant(UNSIGNED).land();
        }
    }

    private void pushAddress(AddressType addressType) {
        if (addressType == AddressType.I32) {
            code.l2i();
        }
        emission.stack.push(Kind.of(addressType.type()));
    }

    /** Whether the instruction reads memory at an address and an offset. */
    static boolean isLoad(Instruction instruction) {
        return handles(instruction) && !instruction.results().isEmpty();
    }

    /**
     * The offset behind the last byte that an instruction loads from the memory with index 0, if that is all that it does and
     * direct; 0 otherwise.
     */
    static long reach(Instruction instruction, InstructionReader reader) {
        boolean isSimple = isLoad(instruction) && instruction.operands().size() == 1 && reader.index == 0;
        Access access = isSimple ? direct(instruction) : null;
        return access == null ? 0 : reader.memoryOffset + access.size;
    }

    /** Whether the instruction is an access to memory with an address and an offset. */
    static boolean handles(Instruction instruction) {
        return switch (instruction.immediates()) {
            case MEMORY_ARGUMENT, MEMORY_ARGUMENT_LANE -> true;
            default -> false;
        };
    }
}
