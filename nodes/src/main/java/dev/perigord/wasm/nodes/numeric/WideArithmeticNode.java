package dev.perigord.wasm.nodes.numeric;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code i64.add128}, {@code i64.sub128} and {@code i64.mul_wide_*} (proposal wide arithmetic). */
public final class WideArithmeticNode extends StatementNode {
    private final Instruction instruction;
    private final int lowSlot;
    private final int highSlot;

    @Child
    private ExpressionNode first;

    @Child
    private ExpressionNode second;

    /** The high half of the first number and the low half of the second where operands have 128 bits, else null. */
    @Child
    private ExpressionNode third;

    @Child
    private ExpressionNode fourth;

    /** The instruction, whose result of 128 bits goes to two slots. */
    public WideArithmeticNode(Instruction instruction, ExpressionNode[] operands, int lowSlot, int highSlot) {
        this.instruction = instruction;
        this.first = operands[0];
        this.second = operands[1];
        this.third = operands.length == 4 ? operands[2] : null;
        this.fourth = operands.length == 4 ? operands[3] : null;
        this.lowSlot = lowSlot;
        this.highSlot = highSlot;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        long a = first.executeI64(frame, instance);
        long b = second.executeI64(frame, instance);
        long low;
        long high;
        switch (instruction) {
            case I64_ADD128 -> {
                long c = third.executeI64(frame, instance);
                low = a + c;
                high = I64.addHigh(a, b, c, fourth.executeI64(frame, instance));
            }
            case I64_SUB128 -> {
                long c = third.executeI64(frame, instance);
                low = a - c;
                high = I64.subHigh(a, b, c, fourth.executeI64(frame, instance));
            }
            case I64_MUL_WIDE_S -> {
                low = a * b;
                high = Math.multiplyHigh(a, b);
            }
            default -> {
                low = a * b;
                high = Math.unsignedMultiplyHigh(a, b);
            }
        }
        frame.setLongStatic(lowSlot, low);
        frame.setLongStatic(highSlot, high);
        return NORMAL;
    }
}
