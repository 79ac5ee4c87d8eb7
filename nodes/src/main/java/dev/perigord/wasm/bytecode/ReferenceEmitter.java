package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.References;

/** Emits what makes references and looks at them, without branching. For the JVM all references are objects. */
final class ReferenceEmitter {
    private static final String NODE = JvmTypes.descriptor(Node.class);
    private static final Member INSTANCE_FUNCTION =
            Member.of(JvmTypes.INSTANCE.internalName(), "function", "(I)" + JvmTypes.FUNCTION);
    private static final Member SAME =
            Member.of(References.class, "same", "(" + JvmTypes.OBJECT + JvmTypes.OBJECT + ")Z");
    private static final Member NON_NULL =
            Member.of(References.class, "nonNull", "(" + JvmTypes.OBJECT + NODE + ")" + JvmTypes.OBJECT);
    private static final Member FUNCTION =
            Member.of(References.class, "function", "(" + JvmTypes.OBJECT + NODE + ")" + JvmTypes.FUNCTION);
    private static final Member I31 = Member.of(References.class, "i31", "(I)" + JvmTypes.OBJECT);
    private static final Member I31_VALUE =
            Member.of(References.class, "i31Value", "(" + JvmTypes.OBJECT + "Z" + NODE + ")I");

    private final Emission emission;
    private final MethodWriter code;

    ReferenceEmitter(Emission emission) {
        this.emission = emission;
        this.code = emission.code;
    }

    /** Emits an instruction whose operands are on the stack; false if it is of another sort. */
    boolean emit(Instruction instruction) {
        switch (instruction) {
            case REF_NULL -> {
                code.getstatic(Support.NULL);
                emission.stack.push(Kind.REFERENCE);
            }
            case REF_FUNC -> {
                code.aload(emission.instanceSlot)
                        .constant(emission.reader.index)
                        .invokevirtual(INSTANCE_FUNCTION);
                emission.stack.push(Kind.REFERENCE);
            }
            case REF_EQ -> {
                code.invokestatic(SAME);
                emission.replace(2, Kind.I32);
            }
            case REF_AS_NON_NULL -> code.aconst_null().invokestatic(NON_NULL);
            case REF_I31 -> {
                code.invokestatic(I31);
                emission.replace(1, Kind.REFERENCE);
            }
            case I31_GET_S, I31_GET_U -> {
                code.constant(instruction == Instruction.I31_GET_S ? 1 : 0)
                        .aconst_null()
                        .invokestatic(I31_VALUE);
                emission.replace(1, Kind.I32);
            }
            // A reference is the same object on both sides.
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Makes a function of the reference on the stack. */
    void function() {
        code.aconst_null().invokestatic(FUNCTION);
    }
}
