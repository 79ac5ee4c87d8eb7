package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.reference.DescriptorTestNode;
import dev.perigord.wasm.nodes.reference.RefCastNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;

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

    private static final String TYPE = JvmTypes.descriptor(DefinedType.class);
    private static final String HEAP_TYPE = JvmTypes.descriptor(AbstractHeapType.class);
    private static final Member IS_ABSTRACT =
            Member.of(References.class, "isOf", "(" + JvmTypes.OBJECT + HEAP_TYPE + "Z)Z");
    private static final Member IS_DEFINED = Member.of(References.class, "isOf", "(" + JvmTypes.OBJECT + TYPE + "ZZ)Z");
    private static final Member IS_STRUCT =
            Member.of(References.class, "isStruct", "(" + JvmTypes.OBJECT + TYPE + "IZ)Z");
    private static final Member IS_EXACT_STRUCT =
            Member.of(References.class, "isExactStruct", "(" + JvmTypes.OBJECT + TYPE + "Z)Z");
    private static final Member HAS_DESCRIPTOR = Member.of(
            DescriptorTestNode.class, "test", "(" + JvmTypes.OBJECT + JvmTypes.OBJECT + TYPE + "IZ" + NODE + ")Z");
    private static final Member CHECKED = Member.of(
            RefCastNode.class,
            "checked",
            "(" + JvmTypes.OBJECT + "Z" + JvmTypes.descriptor(Trap.class) + NODE + ")" + JvmTypes.OBJECT);

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
                function(emission.reader.index);
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
            case REF_TEST, REF_TEST_NULL -> {
                test(new ReferenceType(instruction == Instruction.REF_TEST_NULL, emission.reader.heapType));
                emission.replace(1, Kind.I32);
            }
            case REF_CAST, REF_CAST_NULL -> {
                code.dup();
                test(new ReferenceType(instruction == Instruction.REF_CAST_NULL, emission.reader.heapType));
                check(Trap.CAST_FAILURE);
            }
            case REF_CAST_DESC_EQ, REF_CAST_DESC_EQ_NULL -> {
                boolean nullable = instruction == Instruction.REF_CAST_DESC_EQ_NULL;
                testDescriptor(new ReferenceType(nullable, emission.reader.heapType));
                check(Trap.DESCRIPTOR_CAST_FAILURE);
            }
            // A reference is the same object on both sides.
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Replaces the reference on the JVM's stack by the answer whether it has a type. */
    void test(ReferenceType type) {
        boolean exact = type.heapType() instanceof ExactType;
        switch (type.heapType()) {
            case DefinedType defined -> test(defined, defined.isFinal(), type.nullable());
            case ExactType(DefinedType defined) -> test(defined, exact, type.nullable());
            case AbstractHeapType heap ->
                code.getstatic(Member.of(AbstractHeapType.class, heap.name(), HEAP_TYPE))
                        .constant(bit(type.nullable()))
                        .invokestatic(IS_ABSTRACT);
            default -> throw new AssertionError(type);
        }
    }

    private void test(DefinedType type, boolean exact, boolean nullable) {
        code.getstatic(emission.function.loader.types().get(type));
        if (type.struct() == null) {
            code.constant(bit(exact)).constant(bit(nullable)).invokestatic(IS_DEFINED);
        } else if (exact) {
            code.constant(bit(nullable)).invokestatic(IS_EXACT_STRUCT);
        } else {
            code.constant(type.depth()).constant(bit(nullable)).invokestatic(IS_STRUCT);
        }
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    /** Tests whether the reference below it has the descriptor on the stack, whose place the answer takes. */
    void testDescriptor(ReferenceType type) {
        DefinedType described =
                type.heapType() instanceof ExactType(DefinedType defined) ? defined : (DefinedType) type.heapType();
        int descriptor = emission.slots.temporary(0, Type.OBJECT);
        code.astore(descriptor)
                .dup()
                .aload(descriptor)
                .getstatic(emission.function.loader.types().get(described))
                .constant(StructLayout.of(described).descriptorPlace())
                .constant(bit(type.nullable()))
                .aconst_null()
                .invokestatic(HAS_DESCRIPTOR);
        emission.stack.pop();
    }

    /** Traps unless the answer on the stack is that the reference below it has a type. */
    private void check(Trap failure) {
        code.getstatic(Member.of(Trap.class, failure.name(), JvmTypes.descriptor(Trap.class)))
                .aconst_null()
                .invokestatic(CHECKED);
    }

    /** Pushes a function of the instance on the JVM's stack. */
    void function(int functionIndex) {
        code.aload(emission.instanceSlot).constant(functionIndex).invokevirtual(INSTANCE_FUNCTION);
    }

    /** Makes a function of the reference on the stack. */
    void function() {
        code.aconst_null().invokestatic(FUNCTION);
    }
}
