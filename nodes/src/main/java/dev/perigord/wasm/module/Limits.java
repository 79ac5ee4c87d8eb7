package dev.perigord.wasm.module;

/**
 * The size range of a memory (in pages) or table (in elements) (spec 2.3.14).
 *
 * @param minimum the initial size, unsigned
 * @param hasMaximum whether a maximum is declared
 * @param maximum the largest size, unsigned; 0 if none is declared
 */
public record Limits(long minimum, boolean hasMaximum, long maximum) {
    /** Limits with a maximum. */
    public static Limits between(long minimum, long maximum) {
        return new Limits(minimum, true, maximum);
    }

    /** Limits without maximum. */
    public static Limits atLeast(long minimum) {
        return new Limits(minimum, false, 0);
    }

    /** The same range from another minimum on. */
    public Limits withMinimum(long newMinimum) {
        return new Limits(newMinimum, hasMaximum, maximum);
    }

    /** The declared maximum, or {@code bound} (unsigned) where none or a larger one is declared. */
    public long maximumWithin(long bound) {
        return hasMaximum && Long.compareUnsigned(maximum, bound) < 0 ? maximum : bound;
    }

    /** Whether something with these limits may be imported where {@code required} ones are asked for (spec 3.3.12). */
    public boolean matches(Limits required) {
        return Long.compareUnsigned(minimum, required.minimum) >= 0
                && (!required.hasMaximum || (hasMaximum && Long.compareUnsigned(maximum, required.maximum) <= 0));
    }

    @Override
    public String toString() {
        String text = Long.toUnsignedString(minimum);
        return hasMaximum ? text + " " + Long.toUnsignedString(maximum) : text;
    }
}
