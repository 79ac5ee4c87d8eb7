package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code i31.get_s} and {@code i31.get_u} */
public final class I31GetNode extends ExpressionNode {
    @Child
    private ExpressionNode reference;

    private final boolean signed;

    /** The instruction at {@code codeOffset}. */
    public I31GetNode(ExpressionNode reference, boolean signed, int codeOffset) {
        super(codeOffset);
        this.reference = reference;
        this.signed = signed;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return References.i31Value(reference.executeReference(frame, instance), signed, this);
    }
}
