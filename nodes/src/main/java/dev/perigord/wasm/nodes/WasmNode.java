package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;

/** A node of a WebAssembly function. Nodes that can trap or call, and statements, know their place in the module. */
public abstract class WasmNode extends Node {
    /** The place of a node that has none. */
    public static final int NO_POSITION = -1;

    private int codeOffset = NO_POSITION;

    /** A node without a place. */
    protected WasmNode() {}

    /** A node of the instruction at {@code codeOffset} in the module. */
    protected WasmNode(int codeOffset) {
        this.codeOffset = codeOffset;
    }

    /** Names the instruction whose statement the node is; only while the tree is built. */
    public final void setCodeOffset(int codeOffset) {
        this.codeOffset = codeOffset;
    }

    /** The offset of the instruction in the module, or {@link #NO_POSITION}. */
    public final int codeOffset() {
        return codeOffset;
    }

    @Override
    public SourceSection getSourceSection() {
        RootNode root = getRootNode();
        if (codeOffset == NO_POSITION || !(root instanceof FunctionRootNode function)) {
            return null;
        }
        return function.module().positions().instruction(codeOffset);
    }
}
