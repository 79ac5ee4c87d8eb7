package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.numeric.I64;
import dev.perigord.wasm.nodes.simd.Vectors;
import java.util.EnumMap;
import java.util.Map;

/**
 * Emits the instructions that compute values from values: a call of the method that the instruction table names, or,
 * where the JVM has instructions that do the same, those. A method as large as the functions of interpreters is compiled
 * without inlining anything, so that what is frequent must not be a call.
 */
final class ComputationEmitter {
    private static final String NODE = JvmTypes.descriptor(Node.class);
    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final Member COMPARE_INTS = Member.of(Integer.class, "compareUnsigned", "(II)I");
    private static final Member COMPARE_LONGS = Member.of(Long.class, "compareUnsigned", "(JJ)I");
    private static final String NODES = "dev/perigord/wasm/nodes/";

    private static final String VECTOR = JvmTypes.descriptor(JvmTypes.VECTOR);
    private static final Member SHUFFLE = Member.of(Vectors.class, "shuffle", "(" + VECTOR + VECTOR + "JJ)" + VECTOR);

    private static final Map<Instruction, Direct> DIRECT = new EnumMap<>(Instruction.class);

    /**
     * What does the same as an instruction.
     *
     * @param opcodes instructions of the JVM
     * @param method a method that is called after them, or null
     * @param after an instruction after that, or 0
     */
    private record Direct(int[] opcodes, Member method, int after) {}

    private static final int I2L = 133;
    private static final int L2I = 136;
    private static final int POP = 87;
    private static final int DUP_X2 = 91;
    private static final int DUP2 = 92;
    private static final int INEG = 116;
    private static final int ISHL = 120;
    private static final int IUSHR = 124;
    private static final int IOR = 128;

    private static void direct(Instruction instruction, int... opcodes) {
        DIRECT.put(instruction, new Direct(opcodes, null, 0));
    }

    private static void direct(Instruction instruction, Class<?> owner, String name, String descriptor) {
        direct(instruction, 0, owner, name, descriptor, 0);
    }

    private static void direct(
            Instruction instruction, int before, Class<?> owner, String name, String descriptor, int after) {
        DIRECT.put(
                instruction,
                new Direct(before == 0 ? new int[0] : new int[] {before}, Member.of(owner, name, descriptor), after));
    }

    static {
        direct(Instruction.I32_ADD, 96);
        direct(Instruction.I64_ADD, 97);
        direct(Instruction.F32_ADD, 98);
        direct(Instruction.F64_ADD, 99);
        direct(Instruction.I32_SUB, 100);
        direct(Instruction.I64_SUB, 101);
        direct(Instruction.F32_SUB, 102);
        direct(Instruction.F64_SUB, 103);
        direct(Instruction.I32_MUL, 104);
        direct(Instruction.I64_MUL, 105);
        direct(Instruction.F32_MUL, 106);
        direct(Instruction.F64_MUL, 107);
        direct(Instruction.F32_DIV, 110);
        direct(Instruction.F64_DIV, 111);
        direct(Instruction.I32_SHL, ISHL);
        direct(Instruction.I64_SHL, L2I, 121);
        direct(Instruction.I32_SHR_S, 122);
        direct(Instruction.I64_SHR_S, L2I, 123);
        direct(Instruction.I32_SHR_U, IUSHR);
        direct(Instruction.I64_SHR_U, L2I, 125);
        direct(Instruction.I32_AND, 126);
        direct(Instruction.I64_AND, 127);
        direct(Instruction.I32_OR, IOR);
        direct(Instruction.I64_OR, 129);
        direct(Instruction.I32_XOR, 130);
        direct(Instruction.I64_XOR, 131);
        direct(Instruction.I32_WRAP_I64, L2I);
        direct(Instruction.I64_EXTEND_I32_S, I2L);
        direct(Instruction.I32_EXTEND8_S, 145);
        direct(Instruction.I32_EXTEND16_S, 147);
        direct(Instruction.I64_EXTEND8_S, L2I, 145, I2L);
        direct(Instruction.I64_EXTEND16_S, L2I, 147, I2L);
        direct(Instruction.I64_EXTEND32_S, L2I, I2L);
        direct(Instruction.F32_CONVERT_I32_S, 134);
        direct(Instruction.F64_CONVERT_I32_S, 135);
        direct(Instruction.F32_CONVERT_I64_S, 137);
        direct(Instruction.F64_CONVERT_I64_S, 138);
        // Java's conversions saturate as these do, and NaN gives 0.
        direct(Instruction.I32_TRUNC_SAT_F32_S, 139);
        direct(Instruction.I64_TRUNC_SAT_F32_S, 140);
        direct(Instruction.I32_TRUNC_SAT_F64_S, 142);
        direct(Instruction.I64_TRUNC_SAT_F64_S, 143);
        // No calls: HotSpot does not inline what is called rarely, and a call in a loop makes it read everything again.
        direct(Instruction.I32_ROTL, DUP2, ISHL, DUP_X2, POP, INEG, IUSHR, IOR);
        direct(Instruction.I32_ROTR, DUP2, IUSHR, DUP_X2, POP, INEG, ISHL, IOR);
        // What is called here is no call for HotSpot; the divisor is not zero.
        direct(Instruction.I32_DIV_U, Integer.class, "divideUnsigned", "(II)I");
        direct(Instruction.I64_DIV_U, Long.class, "divideUnsigned", "(JJ)J");
        direct(Instruction.I32_REM_U, Integer.class, "remainderUnsigned", "(II)I");
        direct(Instruction.I64_REM_U, Long.class, "remainderUnsigned", "(JJ)J");
        direct(Instruction.I32_REM_S, 112);
        direct(Instruction.I64_REM_S, 113);
        direct(Instruction.I64_ROTL, L2I, Long.class, "rotateLeft", "(JI)J", 0);
        direct(Instruction.I64_ROTR, L2I, Long.class, "rotateRight", "(JI)J", 0);
        direct(Instruction.I32_CLZ, Integer.class, "numberOfLeadingZeros", "(I)I");
        direct(Instruction.I32_CTZ, Integer.class, "numberOfTrailingZeros", "(I)I");
        direct(Instruction.I32_POPCNT, Integer.class, "bitCount", "(I)I");
        direct(Instruction.I64_CLZ, 0, Long.class, "numberOfLeadingZeros", "(J)I", I2L);
        direct(Instruction.I64_CTZ, 0, Long.class, "numberOfTrailingZeros", "(J)I", I2L);
        direct(Instruction.I64_POPCNT, 0, Long.class, "bitCount", "(J)I", I2L);
        direct(Instruction.F64_SQRT, Math.class, "sqrt", "(D)D");
        direct(Instruction.I32_REINTERPRET_F32, Float.class, "floatToRawIntBits", "(F)I");
        direct(Instruction.F32_REINTERPRET_I32, Float.class, "intBitsToFloat", "(I)F");
        direct(Instruction.I64_REINTERPRET_F64, Double.class, "doubleToRawLongBits", "(D)J");
        direct(Instruction.F64_REINTERPRET_I64, Double.class, "longBitsToDouble", "(J)D");
    }

    private final MethodWriter code;

    ComputationEmitter(MethodWriter code) {
        this.code = code;
    }

    /** The method that computes an instruction: {@code parameters} are descriptors, that of a node is added. */
    static void call(MethodWriter code, Instruction instruction, StringBuilder parameters) {
        if (instruction.trapping()) {
            code.aconst_null();
            parameters.append(NODE);
        }
        String path = instruction.method();
        int dot = path.lastIndexOf('.');
        String result = instruction.condition()
                ? "Z"
                : instruction.results().isEmpty()
                        ? "V"
                        : JvmTypes.descriptor(Kind.of(instruction.results().getFirst()));
        code.invokestatic(Member.of(
                NODES + path.substring(0, dot).replace('.', '/'),
                path.substring(dot + 1),
                "(" + parameters + ")" + result));
    }

    /** Emits a call of the instruction's method, whose operands are on the stack as the method wants them. */
    void call(Instruction instruction, int lane) {
        if (VectorForm.handles(instruction)) {
            if (instruction.lanes() > 0) {
                code.constant(lane);
            }
            code.invokestatic(VectorForm.method(instruction, instruction.lanes() > 0 ? "I" : ""));
            return;
        }
        StringBuilder parameters = new StringBuilder();
        for (ValueType operand : instruction.operands()) {
            parameters.append(JvmTypes.descriptor(Kind.of(operand)));
        }
        if (instruction.lanes() > 0) {
            code.constant(lane);
            parameters.append('I');
        }
        call(code, instruction, parameters);
        for (ValueType result : instruction.results()) {
            VectorForm.enter(code, Kind.of(result));
        }
    }

    /** How to branch if a comparison holds, after the JVM instructions that compare; 0 if it is no comparison. */
    int comparison(Instruction instruction) {
        return switch (instruction) {
            case I32_EQZ -> MethodWriter.IFEQ;
            case I32_EQ -> MethodWriter.IF_ICMPEQ;
            case I32_NE -> MethodWriter.IF_ICMPNE;
            case I32_LT_S -> MethodWriter.IF_ICMPLT;
            case I32_GT_S -> MethodWriter.IF_ICMPGT;
            case I32_LE_S -> MethodWriter.IF_ICMPLE;
            case I32_GE_S -> MethodWriter.IF_ICMPGE;
            case I32_LT_U -> unsigned(COMPARE_INTS, MethodWriter.IFLT);
            case I32_GT_U -> unsigned(COMPARE_INTS, MethodWriter.IFGT);
            case I32_LE_U -> unsigned(COMPARE_INTS, MethodWriter.IFLE);
            case I32_GE_U -> unsigned(COMPARE_INTS, MethodWriter.IFGE);
            case I64_EQZ -> {
                code.constant(0L);
                yield signed(MethodWriter.IFEQ);
            }
            case I64_EQ -> signed(MethodWriter.IFEQ);
            case I64_NE -> signed(MethodWriter.IFNE);
            case I64_LT_S -> signed(MethodWriter.IFLT);
            case I64_GT_S -> signed(MethodWriter.IFGT);
            case I64_LE_S -> signed(MethodWriter.IFLE);
            case I64_GE_S -> signed(MethodWriter.IFGE);
            case I64_LT_U -> unsigned(COMPARE_LONGS, MethodWriter.IFLT);
            case I64_GT_U -> unsigned(COMPARE_LONGS, MethodWriter.IFGT);
            case I64_LE_U -> unsigned(COMPARE_LONGS, MethodWriter.IFLE);
            case I64_GE_U -> unsigned(COMPARE_LONGS, MethodWriter.IFGE);
            default -> floatComparison(instruction);
        };
    }

    /** Comparisons with NaN do not hold: which of the JVM's two instructions makes it so depends on the comparison. */
    private int floatComparison(Instruction instruction) {
        switch (instruction) {
            case F32_EQ, F32_NE, F32_GT, F32_GE -> code.instruction(149, -1);
            case F32_LT, F32_LE -> code.instruction(150, -1);
            case F64_EQ, F64_NE, F64_GT, F64_GE -> code.instruction(151, -3);
            case F64_LT, F64_LE -> code.instruction(152, -3);
            default -> {
                return 0;
            }
        }
        return switch (instruction) {
            case F32_EQ, F64_EQ -> MethodWriter.IFEQ;
            case F32_NE, F64_NE -> MethodWriter.IFNE;
            case F32_GT, F64_GT -> MethodWriter.IFGT;
            case F32_GE, F64_GE -> MethodWriter.IFGE;
            case F32_LT, F64_LT -> MethodWriter.IFLT;
            default -> MethodWriter.IFLE;
        };
    }

    private int signed(int branch) {
        code.lcmp();
        return branch;
    }

    private int unsigned(Member compare, int branch) {
        code.invokestatic(compare);
        return branch;
    }

    /** Whether the instruction is emitted for divisors that have been checked. */
    static boolean needsDivisor(Instruction instruction) {
        return switch (instruction) {
            case I32_DIV_U, I32_REM_U, I32_REM_S, I64_DIV_U, I64_REM_U, I64_REM_S -> true;
            default -> false;
        };
    }

    /** Branches unless the divisor on the stack, which stays there, is zero. */
    void branchIfDivisor(Instruction instruction, Label label) {
        if (instruction.operands().getLast() == NumberType.I64) {
            code.dup2().constant(0L).lcmp();
        } else {
            code.dup();
        }
        code.branch(MethodWriter.IFNE, label);
    }

    /** Emits JVM instructions that do the same as the instruction; false if there are none. */
    boolean direct(Instruction instruction) {
        switch (instruction) {
            case I64_EXTEND_I32_U -> extend();
            case F64_CONVERT_I32_U -> {
                extend();
                code.instruction(138, 0);
            }
            default -> {
                Direct direct = DIRECT.get(instruction);
                if (direct == null) {
                    return false;
                }
                for (int opcode : direct.opcodes) {
                    code.instruction(opcode, change(opcode));
                }
                if (direct.method != null) {
                    code.invokestatic(direct.method);
                }
                if (direct.after != 0) {
                    code.instruction(direct.after, change(direct.after));
                }
            }
        }
        return true;
    }

    private void extend() {
        code.i2l().constant(UNSIGNED).land();
    }

    /** By how many slots a JVM instruction of the table changes the height of the stack. */
    private static int change(int opcode) {
        return switch (opcode) {
            case POP, 96, 98, 100, 102, 104, 106, 110, 112, ISHL, 121, 122, 123, IUSHR, 125, 126, IOR, 130 -> -1;
            case 97, 99, 101, 103, 105, 107, 111, 113, 127, 129, 131 -> -2;
            case DUP2 -> 2;
            case DUP_X2, I2L, 135, 140 -> 1;
            case L2I, 137, 142 -> -1;
            default -> 0;
        };
    }

    /** Emits the constant with some bits. */
    void constant(NumberType type, long bits) {
        switch (type) {
            case I32 -> code.constant((int) bits);
            case I64 -> code.constant(bits);
            case F32 -> code.constant(Float.intBitsToFloat((int) bits));
            case F64 -> code.constant(Double.longBitsToDouble(bits));
            default -> throw new AssertionError(type);
        }
    }

    /** Emits {@code i8x16.shuffle}. */
    void shuffle(long lowLanes, long highLanes) {
        Instruction shuffle = Instruction.I8X16_SHUFFLE;
        code.constant(lowLanes)
                .constant(highLanes)
                .invokestatic(VectorForm.handles(shuffle) ? VectorForm.method(shuffle, "JJ") : SHUFFLE);
    }

    // --- wide arithmetic -------------------------------------------------------------------------------------

    /** How many longs an instruction of wide arithmetic takes. */
    static int wideOperands(Instruction instruction) {
        return instruction == Instruction.I64_ADD128 || instruction == Instruction.I64_SUB128 ? 4 : 2;
    }

    /** Emits an instruction of wide arithmetic, whose operands are in temporary slots. */
    void wide(Instruction instruction, Slots slots) {
        int operands = wideOperands(instruction);
        code.lload(slots.temporary(0, Type.LONG)).lload(slots.temporary(operands / 2, Type.LONG));
        switch (instruction) {
            case I64_ADD128 -> code.ladd();
            case I64_SUB128 -> code.instruction(101, -2);
            default -> code.instruction(105, -2);
        }
        for (int i = 0; i < operands; i++) {
            code.lload(slots.temporary(i, Type.LONG));
        }
        code.invokestatic(
                switch (instruction) {
                    case I64_ADD128 -> Member.of(I64.class, "addHigh", "(JJJJ)J");
                    case I64_SUB128 -> Member.of(I64.class, "subHigh", "(JJJJ)J");
                    case I64_MUL_WIDE_S -> Member.of(Math.class, "multiplyHigh", "(JJ)J");
                    default -> Member.of(Math.class, "unsignedMultiplyHigh", "(JJ)J");
                });
    }
}
