package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/**
 * What a lowered function calls: lifts the caller's core arguments, calls, and lowers the result for the caller. When the call
 * is over, the caller has back what it lent.
 */
abstract class CalleeNode extends Node {
    abstract Object execute(ComponentInstance instance, Transfer caller, Object[] core);
}
