package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/** {@code suspend} and {@code switch} */
public final class SuspendNode extends StatementNode {
    private final int tag;

    @Child
    private ValuesNode values;

    /** The continuation to go on with, or null for {@code suspend}. */
    @Child
    private ExpressionNode target;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @CompilationFinal(dimensions = 1)
    private final int[] slots;

    /** The instruction at {@code codeOffset}; what comes back goes to {@code results}; {@code target} may be null. */
    public SuspendNode(int tag, ValuesNode values, ExpressionNode target, Places results, int codeOffset) {
        super(codeOffset);
        this.tag = tag;
        this.values = values;
        this.target = target;
        this.kinds = results.kinds();
        this.slots = results.slots();
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object[] given = values.execute(frame, instance);
        Object[] back;
        if (target == null) {
            back = WasmContinuation.suspend(instance.tag(tag), given, this);
        } else if (target.executeReference(frame, instance) instanceof WasmContinuation next) {
            back = next.switchTo(instance.tag(tag), given, this);
        } else {
            throw Trap.NULL_CONTINUATION_REFERENCE.at(this);
        }
        for (int i = 0; i < kinds.length; i++) {
            kinds[i].setBoxed(frame, slots[i], back[i]);
        }
        return NORMAL;
    }
}
