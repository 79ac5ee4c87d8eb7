package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/** What a lowered function calls: calls with lifted values and lowers the result for the caller. */
abstract class CalleeNode extends Node {
    abstract Object execute(ComponentInstance instance, Object[] lifted, Transfer caller, Object[] core);
}
