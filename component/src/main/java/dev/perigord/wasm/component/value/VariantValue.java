package dev.perigord.wasm.component.value;

/**
 * A variant, enum, option or result: the index of a case and what it carries. Options have the cases none and some,
 * results ok and error.
 *
 * @param payload null if the case carries nothing
 */
public record VariantValue(int index, Object payload) {
    /** The option that holds nothing. */
    public static final VariantValue NONE = new VariantValue(0, null);

    /** The option that holds a value. */
    public static VariantValue some(Object value) {
        return new VariantValue(1, value);
    }

    /** A success; {@code value} may be null. */
    public static VariantValue ok(Object value) {
        return new VariantValue(0, value);
    }

    /** An error; {@code value} may be null. */
    public static VariantValue error(Object value) {
        return new VariantValue(1, value);
    }
}
