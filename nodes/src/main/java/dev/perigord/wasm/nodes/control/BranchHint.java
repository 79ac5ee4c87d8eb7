package dev.perigord.wasm.nodes.control;

/** What a module says of a condition (proposal branch hinting): it seeds the profile. */
public enum BranchHint {
    NONE,
    LIKELY,
    UNLIKELY;

    /** The hint for a condition that is said to hold, not to hold, or of which nothing is said ({@code null}). */
    public static BranchHint of(Boolean likely) {
        return likely == null ? NONE : likely ? LIKELY : UNLIKELY;
    }
}
