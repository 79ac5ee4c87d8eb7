package dev.perigord.wasm.module;

/**
 * The size range of a memory (in pages) or table (in elements) (spec 2.3.11).
 *
 * @param minimum the initial size, unsigned
 * @param maximum the largest size, unsigned, or {@link #NO_MAXIMUM}
 */
public record Limits(long minimum, long maximum) {
    /** No maximum is declared. */
    public static final long NO_MAXIMUM = -1;

    /** Whether a maximum is declared. */
    public boolean hasMaximum() {
        return maximum != NO_MAXIMUM;
    }

    /** Whether something with these limits may be imported where {@code required} ones are asked for (spec 3.3.4). */
    public boolean matches(Limits required) {
        return minimum >= required.minimum && (!required.hasMaximum() || (hasMaximum() && maximum <= required.maximum));
    }

    @Override
    public String toString() {
        return hasMaximum() ? minimum + " " + maximum : Long.toString(minimum);
    }
}
