package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.runtime.Polling;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;
import java.util.List;

/** Emits what asks Truffle for interruptions, where there is a reason to ask. */
final class PollEmitter {
    private static final Member CALLS = Member.of(JvmTypes.INSTANCE.internalName(), "calls", "I");

    /** Truffle is asked for interruptions once in so many iterations, less one. */
    private static final int POLL_MASK = 0x3FF;

    private static final Member POLLING_NEEDED = Member.of(Polling.class, "needed", "Z");
    private static final Member POLLING_SITE =
            Member.of(Polling.class, "SITE", JvmTypes.descriptor(MutableCallSite.class));
    private static final Member GET_TARGET =
            Member.of(MutableCallSite.class, "getTarget", "()" + JvmTypes.descriptor(MethodHandle.class));

    private final MethodWriter code;
    private final int instanceSlot;

    /** The slot of the iterations until the next poll, or -1 if the method has had no loop yet. */
    private int counterSlot = -1;

    PollEmitter(Emission emission) {
        this.code = emission.code;
        this.instanceSlot = emission.instanceSlot;
    }

    /** Counts calls, so that endless recursion, or one that takes too long, can be interrupted as loops can. */
    void atEntry() {
        Label go = new Label();
        code.getstatic(POLLING_NEEDED).branch(MethodWriter.IFEQ, go);
        code.aload(instanceSlot)
                .dup()
                .getfield(CALLS)
                .constant(1)
                .iadd()
                .dup_x1()
                .putfield(CALLS)
                .constant(POLL_MASK)
                .iand()
                .branch(MethodWriter.IFNE, go)
                .aload(instanceSlot)
                .invokestatic(Support.POLL)
                .bind(go, List.of());
    }

    /**
     * Polls where that is needed, once in many iterations: an exit of the inner loop, so that HotSpot finds a loop without
     * a call.
     *
     * @param beginning the label of this place
     */
    void atLoop(Label beginning) {
        if (counterSlot < 0) {
            counterSlot = code.slot(Type.INT);
        }
        Label go = new Label();
        code.bind(beginning, List.of())
                .getstatic(POLLING_SITE)
                .invokevirtual(GET_TARGET)
                .pop()
                .getstatic(POLLING_NEEDED)
                .branch(MethodWriter.IFEQ, go)
                .iinc(counterSlot, -1)
                .iload(counterSlot)
                .branch(MethodWriter.IFGE, go)
                .constant(POLL_MASK)
                .istore(counterSlot)
                .aload(instanceSlot)
                .invokestatic(Support.POLL)
                .goto_(beginning)
                .bind(go, List.of());
    }
}
