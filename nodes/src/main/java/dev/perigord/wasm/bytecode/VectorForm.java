package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.simd.VectorHardware;
import dev.perigord.wasm.runtime.Vector128;
import java.util.List;

/**
 * What vectors are inside of a generated method: on its stack and in its variables. Everywhere else, and so in arguments,
 * results, globals and objects, they are of class {@link Vector128}.
 */
final class VectorForm {
    private static final String NODES = "dev/perigord/wasm/nodes/";
    private static final String METHODS = NODES + "simd/MachineVectors";
    private static final Type VECTOR = Type.object(NODES + "simd/MachineVector");
    private static final String MACHINE = JvmTypes.descriptor(VECTOR);
    private static final String OBJECT = JvmTypes.descriptor(JvmTypes.VECTOR);
    private static final Member TO_OBJECT = Member.of(METHODS, "toObject", "(" + MACHINE + ")" + OBJECT);
    private static final Member OF_OBJECT = Member.of(METHODS, "ofObject", "(" + OBJECT + ")" + MACHINE);
    private static final Member MACHINE_ZERO = Member.of(METHODS, "zero", "()" + MACHINE);
    private static final Member MACHINE_CONSTANT = Member.of(METHODS, "v128Const", "(JJ)" + MACHINE);
    private static final Member ZERO = Member.of(JvmTypes.VECTOR.internalName(), "ZERO", OBJECT);
    private static final Member NEW = Member.of(JvmTypes.VECTOR.internalName(), "<init>", "(JJ)V");

    private VectorForm() {}

    /** Whether they are vectors of the machine. */
    static boolean isMachine() {
        return VectorHardware.isAvailable();
    }

    /** The JVM type of values of a kind. */
    static Type type(Kind kind) {
        return kind == Kind.V128 && isMachine() ? VECTOR : JvmTypes.type(kind);
    }

    /** The descriptor of that type. */
    static String descriptor(Kind kind) {
        return kind == Kind.V128 && isMachine() ? JvmTypes.descriptor(VECTOR) : JvmTypes.descriptor(kind);
    }

    /** Turns the value on the stack into what it is outside of the method. */
    static void leave(MethodWriter code, Kind kind) {
        if (kind == Kind.V128 && isMachine()) {
            code.invokestatic(TO_OBJECT);
        }
    }

    /** Turns the value on the stack, as it is outside of the method, into what it is inside. */
    static void enter(MethodWriter code, Kind kind) {
        if (kind == Kind.V128 && isMachine()) {
            code.invokestatic(OF_OBJECT);
        }
    }

    /** Whether any of some values changes on its way out of the method. */
    static boolean changes(List<Kind> kinds) {
        return kinds.contains(Kind.V128) && isMachine();
    }

    /** Pushes a vector of zeros. */
    static void zero(MethodWriter code) {
        if (isMachine()) {
            code.invokestatic(MACHINE_ZERO);
        } else {
            code.getstatic(ZERO);
        }
    }

    /** Pushes a constant vector. */
    static void constant(MethodWriter code, long low, long high) {
        if (isMachine()) {
            code.constant(low).constant(high).invokestatic(MACHINE_CONSTANT);
        } else {
            code.new_(NEW.owner()).dup().constant(low).constant(high).invokespecial(NEW);
        }
    }

    /** Whether a method carries out the instruction on vectors in this form. */
    static boolean handles(Instruction instruction) {
        return instruction.machineMethod() != null && isMachine();
    }

    /**
     * The method that carries out an instruction.
     *
     * @param more descriptors of parameters behind the operands
     */
    static Member method(Instruction instruction, String more) {
        StringBuilder descriptor = new StringBuilder("(");
        instruction.operands().forEach(operand -> descriptor.append(descriptor(Kind.of(operand))));
        descriptor.append(more).append(')');
        String result = instruction.condition()
                ? "Z"
                : descriptor(Kind.of(instruction.results().getFirst()));
        return methodWith(instruction, descriptor + result);
    }

    /** The method that carries out an instruction, with a descriptor of its own. */
    static Member methodWith(Instruction instruction, String descriptor) {
        String path = instruction.machineMethod();
        int dot = path.lastIndexOf('.');
        return Member.of(NODES + path.substring(0, dot).replace('.', '/'), path.substring(dot + 1), descriptor);
    }

    /** The descriptor of a vector. */
    static String descriptor() {
        return descriptor(Kind.V128);
    }
}
