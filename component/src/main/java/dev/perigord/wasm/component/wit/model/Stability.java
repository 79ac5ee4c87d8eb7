package dev.perigord.wasm.component.wit.model;

/** Since when an item exists (WIT.md "Feature Gates"); versions that are not given are empty strings. */
public sealed interface Stability {
    /** Nothing is said. */
    Stability UNKNOWN = new Unknown();

    /** Nothing is said. */
    record Unknown() implements Stability {}

    /** {@code @since(version = …)}. */
    record Stable(String since, String deprecated) implements Stability {}

    /** {@code @unstable(feature = …)}: there only for those who ask for the feature. */
    record Unstable(String feature, String deprecated) implements Stability {}
}
