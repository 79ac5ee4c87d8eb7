package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** The nodes of constants. */
public final class ConstantNode {
    private ConstantNode() {}

    /** {@code i32.const} */
    public static final class I32 extends ExpressionNode {
        private final int value;

        /** A constant. */
        public I32(int value) {
            this.value = value;
        }

        /** The constant. */
        public int value() {
            return value;
        }

        @Override
        public int executeI32(VirtualFrame frame, WasmInstance instance) {
            return value;
        }
    }

    /** {@code i64.const} */
    public static final class I64 extends ExpressionNode {
        private final long value;

        /** A constant. */
        public I64(long value) {
            this.value = value;
        }

        /** The constant. */
        public long value() {
            return value;
        }

        @Override
        public long executeI64(VirtualFrame frame, WasmInstance instance) {
            return value;
        }
    }

    /** {@code f32.const} */
    public static final class F32 extends ExpressionNode {
        private final float value;

        /** A constant. */
        public F32(float value) {
            this.value = value;
        }

        /** The constant. */
        public float value() {
            return value;
        }

        @Override
        public float executeF32(VirtualFrame frame, WasmInstance instance) {
            return value;
        }
    }

    /** {@code f64.const} */
    public static final class F64 extends ExpressionNode {
        private final double value;

        /** A constant. */
        public F64(double value) {
            this.value = value;
        }

        /** The constant. */
        public double value() {
            return value;
        }

        @Override
        public double executeF64(VirtualFrame frame, WasmInstance instance) {
            return value;
        }
    }

    /** {@code v128.const} */
    public static final class V128 extends ExpressionNode {
        private final Vector128 value;

        /** A constant. */
        public V128(Vector128 value) {
            this.value = value;
        }

        /** The constant. */
        public Vector128 value() {
            return value;
        }

        @Override
        public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
            return value;
        }
    }

    /** {@code ref.null} */
    public static final class NullReference extends ExpressionNode {
        @Override
        public Object executeReference(VirtualFrame frame, WasmInstance instance) {
            return Null.INSTANCE;
        }
    }
}
