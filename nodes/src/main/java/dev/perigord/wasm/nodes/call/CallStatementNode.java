package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** A call without results, or with several, which go to their places on the operand stack. */
public final class CallStatementNode extends StatementNode {
    @Child
    private CallNode call;

    @CompilationFinal(dimensions = 1)
    private final Kind[] results;

    @CompilationFinal(dimensions = 1)
    private final int[] slots;

    /** A call whose results, if there are several, are stored in {@code slots}. */
    public CallStatementNode(CallNode call, Kind[] results, int[] slots) {
        this.call = call;
        this.results = results;
        this.slots = slots;
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object result = call.call(frame, instance);
        if (results.length > 1) {
            Object[] values = (Object[]) result;
            for (int i = 0; i < results.length; i++) {
                results[i].setBoxed(frame, slots[i], values[i]);
            }
        }
        return NORMAL;
    }
}
