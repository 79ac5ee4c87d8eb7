package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code elem.drop} */
public final class ElementDropNode extends StatementNode {
    private final int segment;

    /** Drops a segment. */
    public ElementDropNode(int segment) {
        this.segment = segment;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        instance.dropElements(segment);
        return NORMAL;
    }
}
