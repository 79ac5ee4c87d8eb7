package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code data.drop} */
public final class DataDropNode extends StatementNode {
    private final int segment;

    /** Drops a segment. */
    public DataDropNode(int segment) {
        this.segment = segment;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        instance.dropData(segment);
        return NORMAL;
    }
}
