package dev.perigord.wasm.nodes.numeric;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ConstantNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Makes a NaN quiet after an operation that the compiler may leave out: it takes {@code x * 1} and {@code x + 0} for
 * {@code x}, which hands a signalling NaN through, where WebAssembly wants a quiet one (spec 4.3.3).
 */
public final class QuietNode extends ExpressionNode {
    @Child
    private ExpressionNode value;

    private QuietNode(ExpressionNode value) {
        this.value = value;
    }

    /** The operation itself, or with this node around it if one of its operands is the neutral element. */
    public static ExpressionNode around(ExpressionNode operation, ExpressionNode left, ExpressionNode right) {
        return isNeutral(left) || isNeutral(right) ? new QuietNode(operation) : operation;
    }

    private static boolean isNeutral(ExpressionNode operand) {
        double constant =
                switch (operand) {
                    case ConstantNode.F32 f32 -> f32.value();
                    case ConstantNode.F64 f64 -> f64.value();
                    default -> Double.NaN;
                };
        return constant == 0 || Math.abs(constant) == 1;
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        return F32.quiet(value.executeF32(frame, instance));
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        return F64.quiet(value.executeF64(frame, instance));
    }
}
