package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.Arrays;
import java.util.List;

/** An option: null, or the value. An option of an option is null or tagged: one null could not tell its levels apart. */
final class OptionFromPolyglotNode extends FromPolyglotNode {
    private final boolean isTagged;

    @Child
    private FromPolyglotNode some;

    OptionFromPolyglotNode(OptionType type, Libraries libraries) {
        super(type, libraries);
        this.isTagged = type.payload() instanceof OptionType;
        this.some = isTagged
                ? new VariantFromPolyglotNode(
                        type, List.of("none", "some"), Arrays.asList(null, type.payload()), libraries)
                : create(type.payload(), libraries);
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        if (interop().isNull(value)) {
            return VariantValue.NONE;
        }
        Object converted = some.execute(value, resources);
        return isTagged ? converted : VariantValue.some(converted);
    }
}
