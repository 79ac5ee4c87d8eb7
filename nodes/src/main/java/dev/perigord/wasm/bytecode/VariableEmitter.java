package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.WasmGlobal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Emits the instructions of locals and globals. */
final class VariableEmitter {
    private static final String GLOBAL = Member.internalName(WasmGlobal.class);
    private static final Member BITS = Member.of(GLOBAL, "bits", "J");
    private static final Member INSTANCE_GLOBAL =
            Member.of(JvmTypes.INSTANCE.internalName(), "global", "(I)L" + GLOBAL + ";");

    private final Emission emission;
    private final OperandStack stack;
    private final MethodWriter code;
    private final LocalVariables locals;
    private final CaseEmitter cases;

    /** The slots of the globals that the method reads or writes. */
    private final Map<Integer, Integer> globalSlots = new HashMap<>();

    VariableEmitter(Emission emission, LocalVariables locals, CaseEmitter cases) {
        this.emission = emission;
        this.stack = emission.stack;
        this.code = emission.code;
        this.locals = locals;
        this.cases = cases;
    }

    /** Keeps globals at hand. */
    void enter(BitSet globals) {
        for (int index = globals.nextSetBit(0); index >= 0; index = globals.nextSetBit(index + 1)) {
            globalSlots.put(index, emission.keep(GLOBAL, INSTANCE_GLOBAL, index));
        }
    }

    /** Emits an instruction of a variable. */
    void emit(Instruction instruction) {
        int index = emission.reader.index;
        switch (instruction) {
            case LOCAL_GET -> {
                locals.get(index);
                if (!isCopied()) {
                    cases.got(index);
                }
                stack.push(emission.function.locals[index]);
                emission.addresses.got(index);
            }
            case LOCAL_SET -> {
                setLocal(index);
                stack.pop();
            }
            case LOCAL_TEE -> {
                if (JvmTypes.isWide(stack.top())) {
                    code.dup2();
                } else {
                    code.dup();
                }
                setLocal(index);
                emission.addresses.got(index);
            }
            case GLOBAL_GET -> globalGet(index);
            case GLOBAL_SET -> globalSet(index);
            default -> throw new AssertionError(instruction);
        }
    }

    /** Whether the value that was just read is only stored in another local, thus computes nothing. */
    private boolean isCopied() {
        return emission.reader.hasMore() && emission.reader.peek() == Instruction.LOCAL_SET.opcode();
    }

    private void setLocal(int index) {
        locals.set(index);
        cases.set(index);
        emission.addresses.set(index);
    }

    private void globalGet(int index) {
        Kind kind = Kind.of(emission.definition.globals().get(index).type().type());
        code.aload(globalSlots.get(index));
        switch (kind) {
            case I32 -> code.getfield(BITS).l2i();
            case I64 -> code.getfield(BITS);
            default -> {
                code.invokevirtual(Member.of(GLOBAL, "get" + accessor(kind), "()" + JvmTypes.descriptor(kind)));
                VectorForm.enter(code, kind);
            }
        }
        stack.push(kind);
    }

    private void globalSet(int index) {
        Kind kind = stack.pop();
        int global = globalSlots.get(index);
        switch (kind) {
            case I32 -> code.i2l().aload(global).dup_x2().pop().putfield(BITS);
            case I64 -> code.aload(global).dup_x2().pop().putfield(BITS);
            default -> {
                VectorForm.leave(code, kind);
                Type type = JvmTypes.type(kind);
                int value = emission.slots.temporary(0, type);
                code.store(type, value)
                        .aload(global)
                        .load(type, value)
                        .invokevirtual(
                                Member.of(GLOBAL, "set" + accessor(kind), "(" + JvmTypes.descriptor(kind) + ")V"));
            }
        }
    }

    private static String accessor(Kind kind) {
        return kind == Kind.REFERENCE ? "Reference" : kind.name();
    }
}
