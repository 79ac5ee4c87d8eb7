package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.runtime.Null;

/** Lowers the result of a function for the core code that called it. */
final class ResultNode extends Node {
    private final WitType type;
    private final PointerSize pointer;
    private final FlatSignature signature;

    @Child
    private ValueNode value;

    ResultNode(ValueNodes nodes, WitType type, FlatSignature signature) {
        this.type = type;
        this.pointer = nodes.options().pointer();
        this.signature = signature;
        this.value = nodes.createResult(type);
    }

    /** The core result; {@code core} are the core arguments, the last of which may say where the result goes. */
    Object execute(Transfer transfer, Object lifted, Object[] core) {
        if (type == null) {
            return Null.INSTANCE;
        }
        if (signature.resultInMemory()) {
            long address =
                    Pointers.lift(pointer, core[signature.type().parameters().size()]);
            ParametersNode.check(transfer, address, type.layout(pointer), this);
            value.store(transfer, lifted, address);
            return Null.INSTANCE;
        }
        Object[] flat = new Object[1];
        value.lower(transfer, lifted, flat, 0);
        return flat[0];
    }
}
