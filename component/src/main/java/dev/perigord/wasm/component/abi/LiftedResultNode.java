package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.runtime.WasmFunction;

/** The result of a lifted function that returns it as core values, and what is to be done when it was taken. */
final class LiftedResultNode extends Node {
    private final LinkedOptions options;
    private final boolean inMemory;
    private final Layout layout;

    /** Null if the function has no result. */
    @Child
    private ValueNode value;

    @Child
    private CoreCallNode postReturn = CoreCallNodeGen.create();

    LiftedResultNode(ValueNodes nodes, LiftedFunction function) {
        this.options = function.options();
        this.inMemory = function.signature().resultInMemory();
        this.layout = function.type().result() == null
                ? null
                : function.type().result().layout(options.pointer());
        this.value = nodes.createResult(function.type().result());
    }

    /** The lifted value, or null if the function has no result. */
    Object lift(Transfer transfer, Object coreResult) {
        if (value == null) {
            return null;
        }
        if (inMemory) {
            long address = Pointers.lift(options.pointer(), coreResult);
            ParametersNode.check(transfer, address, layout, this);
            return value.load(transfer, address);
        }
        return value.lift(transfer, new Object[] {coreResult}, 0);
    }

    /** Calls the {@code post-return} function. */
    void cleanUp(Transfer transfer, Object coreResult) {
        if (options.postReturn() != LinkedOptions.NONE) {
            WasmFunction cleanup = transfer.instance().function(options.postReturn());
            transfer.state().setMayLeave(false);
            postReturn.execute(
                    cleanup, cleanup.type().parameters().isEmpty() ? new Object[1] : new Object[] {null, coreResult});
            transfer.state().setMayLeave(true);
        }
    }
}
