package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** Moves values down the operand stack, from first to last. */
public final class MoveNode extends StatementNode {
    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @CompilationFinal(dimensions = 1)
    private final int[] from;

    @CompilationFinal(dimensions = 1)
    private final int[] to;

    /** Moves from the slots {@code from} to the slots {@code to}. */
    public MoveNode(Kind[] kinds, int[] from, int[] to) {
        this.kinds = kinds;
        this.from = from;
        this.to = to;
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        for (int i = 0; i < kinds.length; i++) {
            kinds[i].copy(frame, from[i], to[i]);
        }
        return NORMAL;
    }
}
