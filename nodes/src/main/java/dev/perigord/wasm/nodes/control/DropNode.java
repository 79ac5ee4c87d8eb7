package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code drop} of a value whose computation has an effect. */
public final class DropNode extends StatementNode {
    private final Kind kind;

    @Child
    private ExpressionNode value;

    /** Drops a value of a kind. */
    public DropNode(Kind kind, ExpressionNode value) {
        this.kind = kind;
        this.value = value;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        switch (kind) {
            case I32 -> value.executeI32(frame, instance);
            case I64 -> value.executeI64(frame, instance);
            case F32 -> value.executeF32(frame, instance);
            case F64 -> value.executeF64(frame, instance);
            case V128 -> value.executeV128(frame, instance);
            case REFERENCE -> value.executeReference(frame, instance);
        }
        return NORMAL;
    }
}
