package dev.perigord.wasm.nodes.atomic;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;
import java.lang.invoke.VarHandle;

/** {@code atomic.fence} */
public final class FenceNode extends StatementNode {
    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        VarHandle.fullFence();
        return NORMAL;
    }
}
