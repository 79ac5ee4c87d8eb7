package dev.perigord.wasm.component.value;

/** A char: a Unicode scalar value. */
public record CodePoint(int value) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException for surrogates and numbers above 0x10FFFF
     */
    public CodePoint {
        if (!Character.isValidCodePoint(value)
                || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("no Unicode scalar value: " + Integer.toHexString(value));
        }
    }

    @Override
    public String toString() {
        return Character.toString(value);
    }
}
