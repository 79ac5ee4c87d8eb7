package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code call_indirect} */
public final class CallIndirectNode extends CallNode {
    private final int table;
    private final DefinedType type;

    @Child
    private ExpressionNode element;

    @Child
    private DispatchNode dispatch;

    /** A call of the function at index {@code element} of a table. */
    public CallIndirectNode(
            int table, DefinedType type, ExpressionNode element, ExpressionNode[] arguments, int codeOffset) {
        super(type.function(), arguments, codeOffset);
        this.table = table;
        this.type = type;
        this.element = element;
        this.dispatch = DispatchNodeGen.create(type);
    }

    @Override
    public Object call(VirtualFrame frame, WasmInstance instance) {
        Object[] values = evaluateArguments(frame, instance);
        return dispatch.execute(element(frame, instance), values, this);
    }

    private WasmFunction element(VirtualFrame frame, WasmInstance instance) {
        int index = element.executeI32(frame, instance);
        Object[] elements = instance.table(table).elements();
        if (Integer.compareUnsigned(index, elements.length) >= 0) {
            throw Trap.UNDEFINED_ELEMENT.at(this);
        }
        if (elements[index] instanceof WasmFunction function) {
            return function;
        }
        throw Trap.UNINITIALIZED_ELEMENT.at(this);
    }

    @Override
    protected WasmFunction callee(VirtualFrame frame, WasmInstance instance) {
        WasmFunction function = element(frame, instance);
        if (!function.code().definedType().isSubtypeOf(type)) {
            throw Trap.INDIRECT_CALL_TYPE_MISMATCH.at(this);
        }
        return function;
    }
}
