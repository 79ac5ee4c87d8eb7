package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/** Makes the sides of calls. */
final class Transfers {
    private Transfers() {}

    /** A side of a call with what the canonical options name. */
    static Transfer of(ComponentInstance instance, LinkedOptions options) {
        return new Transfer(
                instance,
                instance.state(options.instance()),
                options.pointer(),
                options.memory() == LinkedOptions.NONE ? null : instance.memory(options.memory()),
                options.realloc() == LinkedOptions.NONE ? null : instance.function(options.realloc()));
    }
}
