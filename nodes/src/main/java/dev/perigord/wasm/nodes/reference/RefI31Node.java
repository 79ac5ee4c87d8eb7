package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.i31}: the small integer as a Java integer, which the host sees as a number. */
public final class RefI31Node extends ExpressionNode {
    @Child
    private ExpressionNode value;

    /** A reference to the low 31 bits of {@code value}. */
    public RefI31Node(ExpressionNode value) {
        this.value = value;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return References.i31(value.executeI32(frame, instance));
    }
}
