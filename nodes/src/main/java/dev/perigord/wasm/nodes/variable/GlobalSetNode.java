package dev.perigord.wasm.nodes.variable;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code global.set} */
public final class GlobalSetNode extends StatementNode {
    private final Kind kind;
    private final int index;

    @Child
    private ExpressionNode value;

    /** Sets the global with an index. */
    public GlobalSetNode(Kind kind, int index, ExpressionNode value) {
        this.kind = kind;
        this.index = index;
        this.value = value;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        WasmGlobal global = instance.global(index);
        switch (kind) {
            case I32 -> global.setI32(value.executeI32(frame, instance));
            case I64 -> global.setI64(value.executeI64(frame, instance));
            case F32 -> global.setF32(value.executeF32(frame, instance));
            case F64 -> global.setF64(value.executeF64(frame, instance));
            case V128 -> global.setV128(value.executeV128(frame, instance));
            case REFERENCE -> global.setReference(value.executeReference(frame, instance));
        }
        return NORMAL;
    }
}
