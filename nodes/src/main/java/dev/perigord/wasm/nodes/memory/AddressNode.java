package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** An address or length of 32 or 64 bits, unsigned; what is 2^63 or more becomes the largest Java number. */
final class AddressNode extends Node {
    @Child
    private ExpressionNode value;

    private final boolean wide;

    AddressNode(ExpressionNode value, boolean wide) {
        this.value = value;
        this.wide = wide;
    }

    long execute(VirtualFrame frame, WasmInstance instance) {
        if (!wide) {
            return Integer.toUnsignedLong(value.executeI32(frame, instance));
        }
        long result = value.executeI64(frame, instance);
        return result < 0 ? Long.MAX_VALUE : result;
    }
}
