package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.nodes.Node;

/**
 * Gets and sets elements of arrays, one pair of methods for each {@link Storage}: references that are null and indices
 * out of bounds trap at {@code location}. Small integers are signed.
 */
public final class ArrayElements {
    private ArrayElements() {}

    /** Gets an element that is kept as {@code i8}. */
    public static int getI8(Object reference, int index, Node location) {
        byte[] elements = (byte[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code i8}. */
    public static void setI8(Object reference, int index, int value, Node location) {
        byte[] elements = (byte[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = (byte) value;
    }

    /** Gets an element that is kept as {@code i16}. */
    public static int getI16(Object reference, int index, Node location) {
        short[] elements = (short[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code i16}. */
    public static void setI16(Object reference, int index, int value, Node location) {
        short[] elements = (short[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = (short) value;
    }

    /** Gets an element that is kept as {@code i32}. */
    public static int getI32(Object reference, int index, Node location) {
        int[] elements = (int[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code i32}. */
    public static void setI32(Object reference, int index, int value, Node location) {
        int[] elements = (int[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = value;
    }

    /** Gets an element that is kept as {@code i64}. */
    public static long getI64(Object reference, int index, Node location) {
        long[] elements = (long[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code i64}. */
    public static void setI64(Object reference, int index, long value, Node location) {
        long[] elements = (long[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = value;
    }

    /** Gets an element that is kept as {@code f32}. */
    public static float getF32(Object reference, int index, Node location) {
        float[] elements = (float[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code f32}. */
    public static void setF32(Object reference, int index, float value, Node location) {
        float[] elements = (float[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = value;
    }

    /** Gets an element that is kept as {@code f64}. */
    public static double getF64(Object reference, int index, Node location) {
        double[] elements = (double[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets an element that is kept as {@code f64}. */
    public static void setF64(Object reference, int index, double value, Node location) {
        double[] elements = (double[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = value;
    }

    /** Gets a reference or vector. */
    public static Object getReference(Object reference, int index, Node location) {
        Object[] elements = (Object[]) WasmArray.elementsOf(reference, location);
        return elements[WasmArray.checkIndex(index, elements.length, location)];
    }

    /** Sets a reference or vector. */
    public static void setReference(Object reference, int index, Object value, Node location) {
        Object[] elements = (Object[]) WasmArray.elementsOf(reference, location);
        elements[WasmArray.checkIndex(index, elements.length, location)] = value;
    }
}
