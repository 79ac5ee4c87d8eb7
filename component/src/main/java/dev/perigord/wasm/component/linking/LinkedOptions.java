package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.validation.CanonOptions;
import dev.perigord.wasm.component.validation.StringEncoding;

/**
 * Canonical options whose memory and functions are slots of the plan; what is not given is {@link #NONE}.
 *
 * @param instance the component instance on whose behalf values are lifted and lowered
 * @param pointer the width of addresses
 * @param memory a memory slot
 * @param realloc a function slot
 * @param postReturn a function slot
 * @param callback a function slot
 */
public record LinkedOptions(
        int instance,
        StringEncoding encoding,
        PointerSize pointer,
        int memory,
        int realloc,
        int postReturn,
        boolean async,
        int callback) {
    /** The option is not given. */
    public static final int NONE = CanonOptions.NONE;
}
