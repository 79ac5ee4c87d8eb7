package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmException;
import dev.perigord.wasm.runtime.WasmInstance;

/** What a {@code try} does with an exception: a clause with the tag that it takes and where the payload goes. */
public final class CatchNode extends Node {
    /** The index of the tag, or -1 for any exception. */
    private final int tag;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @CompilationFinal(dimensions = 1)
    private final int[] slots;

    /** Where the exception itself goes, or -1. */
    private final int exceptionSlot;

    /** The label to go to if there is no {@link #body}. */
    private final int label;

    /** The instructions of a legacy {@code catch}, or null. */
    @Child
    private StatementNode body;

    /** A clause; {@code body} may be null. */
    public CatchNode(int tag, Kind[] kinds, int[] slots, int exceptionSlot, int label, StatementNode body) {
        this.tag = tag;
        this.kinds = kinds;
        this.slots = slots;
        this.exceptionSlot = exceptionSlot;
        this.label = label;
        this.body = body;
    }

    boolean catches(AbstractTruffleException exception, WasmInstance instance) {
        return tag == -1 || catches(exception, instance, tag);
    }

    /** Whether an exception has a tag of an instance. */
    public static boolean catches(AbstractTruffleException exception, WasmInstance instance, int tag) {
        return exception instanceof WasmException thrown && thrown.tag() == instance.tag(tag);
    }

    @ExplodeLoop
    int execute(AbstractTruffleException exception, VirtualFrame frame, WasmInstance instance) {
        if (kinds.length > 0) {
            Object[] payload = ((WasmException) exception).payload();
            for (int i = 0; i < kinds.length; i++) {
                kinds[i].setBoxed(frame, slots[i], payload[i]);
            }
        }
        if (exceptionSlot >= 0) {
            frame.setObjectStatic(exceptionSlot, exception);
        }
        return body == null ? label : body.execute(frame, instance);
    }
}
