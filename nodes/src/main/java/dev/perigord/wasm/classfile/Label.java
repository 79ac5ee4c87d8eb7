package dev.perigord.wasm.classfile;

import java.util.Arrays;

/** A place in the code of a method to which it branches. */
public final class Label {
    int position = -1;

    /** Where offsets to the label are, and from which instruction they count. */
    private int[] references = new int[4];

    private int count;

    /** A label that is not bound yet. */
    public Label() {}

    boolean isBound() {
        return position >= 0;
    }

    void refer(int at, int from) {
        if (count == references.length) {
            references = Arrays.copyOf(references, 2 * count);
        }
        references[count++] = at;
        references[count++] = from;
    }

    /** Fills in the offsets, which have four bytes where their place is negated; false if one does not fit. */
    boolean bind(int newPosition, Bytes code) {
        position = newPosition;
        boolean fits = true;
        for (int i = 0; i < count; i += 2) {
            int at = references[i];
            if (at < 0) {
                code.setU4(~at, position - references[i + 1]);
            } else {
                int offset = position - references[i + 1];
                fits &= offset == (short) offset;
                code.setU2(at, offset);
            }
        }
        count = 0;
        return fits;
    }
}
