package dev.perigord.wasm.classfile;

import java.util.Objects;

/**
 * What a slot or a place on the stack holds, for stack maps (JVM specification 4.7.4).
 *
 * @param tag the kind of verification type
 * @param internalName the class of an object, or null
 * @param slots how many slots it takes
 */
public record Type(int tag, String internalName, int slots) {
    private static final int OBJECT_TAG = 7;

    /** {@code int} */
    public static final Type INT = new Type(1, null, 1);

    /** {@code float} */
    public static final Type FLOAT = new Type(2, null, 1);

    /** {@code double} */
    public static final Type DOUBLE = new Type(3, null, 2);

    /** {@code long} */
    public static final Type LONG = new Type(4, null, 2);

    /** {@code java.lang.Object} */
    public static final Type OBJECT = object("java/lang/Object");

    /** Objects of a class. */
    public static Type object(String internalName) {
        return new Type(OBJECT_TAG, internalName, 1);
    }

    // Those that records have are slow until they are compiled.

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Type type && tag == type.tag && Objects.equals(internalName, type.internalName));
    }

    @Override
    public int hashCode() {
        return internalName == null ? tag : internalName.hashCode();
    }

    void writeTo(Bytes output, ConstantPool pool) {
        output.u1(tag);
        if (tag == OBJECT_TAG) {
            output.u2(pool.type(internalName));
        }
    }
}
