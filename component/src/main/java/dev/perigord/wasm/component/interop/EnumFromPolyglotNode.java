package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.List;

/** An enum: the string that is one of its names. */
final class EnumFromPolyglotNode extends FromPolyglotNode {
    private final List<String> names;

    EnumFromPolyglotNode(EnumType type, Libraries libraries) {
        super(type, libraries);
        this.names = type.names();
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        int index = interop().isString(value) ? index(names, interop().asString(value)) : -1;
        if (index < 0) {
            throw mismatch(value);
        }
        return new VariantValue(index, null);
    }
}
