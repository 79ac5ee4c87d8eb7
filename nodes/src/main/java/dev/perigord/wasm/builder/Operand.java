package dev.perigord.wasm.builder;

import dev.perigord.wasm.nodes.ConstantNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;

/**
 * A value on the operand stack that has not been computed yet.
 *
 * @param depth how deep its tree is
 */
record Operand(ExpressionNode node, Kind kind, Effects effects, int depth) {
    /** The trees of some operands. */
    static ExpressionNode[] nodes(Operand[] operands) {
        return Arrays.stream(operands).map(Operand::node).toArray(ExpressionNode[]::new);
    }

    /** Some operands and one more behind them. */
    static Operand[] append(Operand[] operands, Operand last) {
        Operand[] all = Arrays.copyOf(operands, operands.length + 1);
        all[operands.length] = last;
        return all;
    }

    boolean isConstant() {
        return node instanceof ConstantNode.I32
                || node instanceof ConstantNode.I64
                || node instanceof ConstantNode.F32
                || node instanceof ConstantNode.F64
                || node instanceof ConstantNode.V128
                || node instanceof ConstantNode.NullReference;
    }
}
