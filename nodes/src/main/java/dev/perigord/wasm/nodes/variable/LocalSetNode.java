package dev.perigord.wasm.nodes.variable;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ComputationNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code local.set}, and moving an operand to its place on the stack: a class a kind, because nothing is hotter. */
public abstract class LocalSetNode extends StatementNode {
    /** The slot that is set. */
    protected final int slot;

    /** The new value. */
    @Child
    protected ExpressionNode value;

    private LocalSetNode(int slot, ExpressionNode value) {
        this.slot = slot;
        this.value = value;
    }

    /** A statement that sets a slot of a kind. */
    public static StatementNode create(Kind kind, int slot, ExpressionNode value) {
        if (value instanceof ComputationNode computation) {
            return computation.storingIn(slot);
        }
        return switch (kind) {
            case I32 -> new I32(slot, value);
            case I64 -> new I64(slot, value);
            case F32 -> new F32(slot, value);
            case F64 -> new F64(slot, value);
            case V128 -> new V128(slot, value);
            case REFERENCE -> new Reference(slot, value);
        };
    }

    private static final class I32 extends LocalSetNode {
        I32(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setIntStatic(slot, value.executeI32(frame, instance));
            return NORMAL;
        }
    }

    private static final class I64 extends LocalSetNode {
        I64(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setLongStatic(slot, value.executeI64(frame, instance));
            return NORMAL;
        }
    }

    private static final class F32 extends LocalSetNode {
        F32(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setFloatStatic(slot, value.executeF32(frame, instance));
            return NORMAL;
        }
    }

    private static final class F64 extends LocalSetNode {
        F64(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setDoubleStatic(slot, value.executeF64(frame, instance));
            return NORMAL;
        }
    }

    private static final class V128 extends LocalSetNode {
        V128(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setObjectStatic(slot, value.executeV128(frame, instance));
            return NORMAL;
        }
    }

    private static final class Reference extends LocalSetNode {
        Reference(int slot, ExpressionNode value) {
            super(slot, value);
        }

        @Override
        public int execute(VirtualFrame frame, WasmInstance instance) {
            frame.setObjectStatic(slot, value.executeReference(frame, instance));
            return NORMAL;
        }
    }
}
