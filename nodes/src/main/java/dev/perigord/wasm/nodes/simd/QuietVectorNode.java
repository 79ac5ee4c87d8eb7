package dev.perigord.wasm.nodes.simd;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.ConstantNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.numeric.F32;
import dev.perigord.wasm.nodes.numeric.F64;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** Makes the NaNs of an operation on floats quiet, for the reason that {@code QuietNode} gives, lane by lane. */
public abstract class QuietVectorNode extends ExpressionNode {
    /** The operation. */
    @Child
    protected ExpressionNode value;

    private QuietVectorNode(ExpressionNode value) {
        this.value = value;
    }

    /** The operation itself, or with this node around it if a lane of a constant operand is the neutral element. */
    public static ExpressionNode around(Instruction instruction, ExpressionNode operation, ExpressionNode[] operands) {
        return switch (instruction) {
            case F32X4_ADD,
                    F32X4_SUB,
                    F32X4_MUL,
                    F32X4_DIV,
                    F32X4_MIN,
                    F32X4_MAX,
                    F32X4_RELAXED_MIN,
                    F32X4_RELAXED_MAX,
                    F32X4_RELAXED_MADD,
                    F32X4_RELAXED_NMADD -> anyNeutralF32(operands) ? new OfF32(operation) : operation;
            case F64X2_ADD,
                    F64X2_SUB,
                    F64X2_MUL,
                    F64X2_DIV,
                    F64X2_MIN,
                    F64X2_MAX,
                    F64X2_RELAXED_MIN,
                    F64X2_RELAXED_MAX,
                    F64X2_RELAXED_MADD,
                    F64X2_RELAXED_NMADD -> anyNeutralF64(operands) ? new OfF64(operation) : operation;
            default -> operation;
        };
    }

    private static boolean anyNeutralF32(ExpressionNode[] operands) {
        for (ExpressionNode operand : operands) {
            if (operand instanceof ConstantNode.V128 constant) {
                for (int lane = 0; lane < 4; lane++) {
                    if (isNeutral(Vectors.f32x4ExtractLane(constant.value(), lane))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean anyNeutralF64(ExpressionNode[] operands) {
        for (ExpressionNode operand : operands) {
            if (operand instanceof ConstantNode.V128 constant
                    && (isNeutral(Vectors.f64x2ExtractLane(constant.value(), 0))
                            || isNeutral(Vectors.f64x2ExtractLane(constant.value(), 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNeutral(double lane) {
        return lane == 0 || Math.abs(lane) == 1;
    }

    private static final class OfF32 extends QuietVectorNode {
        OfF32(ExpressionNode value) {
            super(value);
        }

        @Override
        public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
            Vector128 result = value.executeV128(frame, instance);
            return new Vector128(quiet(result.low()), quiet(result.high()));
        }

        private static long quiet(long half) {
            return Lanes.packF32(F32.quiet(Lanes.f32(half, 0)), F32.quiet(Lanes.f32(half, 1)));
        }
    }

    private static final class OfF64 extends QuietVectorNode {
        OfF64(ExpressionNode value) {
            super(value);
        }

        @Override
        public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
            Vector128 result = value.executeV128(frame, instance);
            return new Vector128(quiet(result.low()), quiet(result.high()));
        }

        private static long quiet(long half) {
            return Lanes.packF64(F64.quiet(Lanes.f64(half, 0)));
        }
    }
}
