package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.as_non_null} */
public final class RefAsNonNullNode extends ExpressionNode {
    @Child
    private ExpressionNode reference;

    /** The instruction at {@code codeOffset}. */
    public RefAsNonNullNode(ExpressionNode reference, int codeOffset) {
        super(codeOffset);
        this.reference = reference;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return References.nonNull(reference.executeReference(frame, instance), this);
    }
}
