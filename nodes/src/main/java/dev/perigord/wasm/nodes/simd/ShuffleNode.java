package dev.perigord.wasm.nodes.simd;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code i8x16.shuffle}: moves lanes as wide as the indices allow, because few shuffles take single bytes. */
public final class ShuffleNode extends ExpressionNode {
    /** Which lane of the operands, one after the other, goes to each lane of the result. */
    @CompilationFinal(dimensions = 1)
    private final int[] lanes;

    private final int lanesInHalf;
    private final int bits;

    @Child
    private ExpressionNode left;

    @Child
    private ExpressionNode right;

    /** Takes the bytes whose numbers, 0 to 31, are the lanes of {@code indices}. */
    public ShuffleNode(Vector128 indices, ExpressionNode left, ExpressionNode right) {
        int[] widest = new int[Vector128.SIZE];
        for (int i = 0; i < widest.length; i++) {
            widest[i] = Vectors.i8x16ExtractLaneU(indices, i);
        }
        while (widest.length > 2 && areNeighbours(widest)) {
            int[] wider = new int[widest.length / 2];
            for (int i = 0; i < wider.length; i++) {
                wider[i] = widest[2 * i] / 2;
            }
            widest = wider;
        }
        this.lanes = widest;
        this.lanesInHalf = widest.length / 2;
        this.bits = Long.SIZE / lanesInHalf;
        this.left = left;
        this.right = right;
    }

    /** Whether each two lanes are one lane of twice the width. */
    private static boolean areNeighbours(int[] lanes) {
        for (int i = 0; i < lanes.length; i += 2) {
            if (lanes[i] % 2 != 0 || lanes[i + 1] != lanes[i] + 1) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        Vector128 a = left.executeV128(frame, instance);
        Vector128 b = right.executeV128(frame, instance);
        return new Vector128(half(a, b, 0), half(a, b, lanesInHalf));
    }

    @ExplodeLoop
    private long half(Vector128 a, Vector128 b, int first) {
        long result = 0;
        for (int i = 0; i < lanesInHalf; i++) {
            result |= Vectors.lane(a, b, lanes[first + i], bits) << (i * bits);
        }
        return result;
    }
}
