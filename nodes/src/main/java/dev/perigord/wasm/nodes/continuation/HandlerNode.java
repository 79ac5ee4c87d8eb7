package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.continuation.Suspension;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/** What {@code resume} does with a suspension: goes to a label, or lets the other continuation of a switch go on. */
public final class HandlerNode extends Node {
    final int tag;

    /** The id of the label, or -1 for a switch. */
    final int label;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @CompilationFinal(dimensions = 1)
    private final int[] slots;

    private final int continuationSlot;
    private final DefinedType continuationType;

    private HandlerNode(
            int tag, int label, Kind[] kinds, int[] slots, int continuationSlot, DefinedType continuationType) {
        this.tag = tag;
        this.label = label;
        this.kinds = kinds;
        this.slots = slots;
        this.continuationSlot = continuationSlot;
        this.continuationType = continuationType;
    }

    /** A handler that goes to a label with the payload and a continuation of a type. */
    public static HandlerNode branch(
            int tag, int label, Places payload, int continuationSlot, DefinedType continuationType) {
        return new HandlerNode(tag, label, payload.kinds(), payload.slots(), continuationSlot, continuationType);
    }

    /** A handler of switches. */
    public static HandlerNode ofSwitch(int tag) {
        return new HandlerNode(tag, -1, new Kind[0], new int[0], -1, null);
    }

    boolean handles(Suspension suspension, WasmInstance instance) {
        return suspension.tag() == instance.tag(tag) && (suspension.target() != null) == (label == -1);
    }

    @ExplodeLoop
    int execute(VirtualFrame frame, WasmContinuation.Outcome.Suspended suspended) {
        for (int i = 0; i < kinds.length; i++) {
            kinds[i].setBoxed(frame, slots[i], suspended.values()[i]);
        }
        frame.setObjectStatic(continuationSlot, suspended.continuation(continuationType));
        return label;
    }
}
