package dev.perigord.wasm.component.value;

import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;

/** Lists as they are represented: arrays for numbers and booleans, {@link List} for everything else. */
public final class ListValues {
    private static final long U8 = 0xFFL;
    private static final long U16 = 0xFFFFL;

    private ListValues() {}

    /** The list of the given elements in the representation for their type. */
    public static Object of(WitType element, List<?> elements) {
        Object array = newArray(element, elements.size());
        if (array == null) {
            return List.copyOf(elements);
        }
        for (int i = 0; i < elements.size(); i++) {
            set(array, i, elements.get(i));
        }
        return array;
    }

    /** Sets an element of an array, one of numbers or booleans or one of objects. */
    public static void set(Object array, int index, Object value) {
        switch (array) {
            case boolean[] values -> values[index] = (Boolean) value;
            case byte[] values -> values[index] = ((Number) value).byteValue();
            case short[] values -> values[index] = ((Number) value).shortValue();
            case int[] values -> values[index] = ((Number) value).intValue();
            case long[] values -> values[index] = ((Number) value).longValue();
            case float[] values -> values[index] = (Float) value;
            case double[] values -> values[index] = (Double) value;
            case Object[] values -> values[index] = value;
            default -> throw new IllegalArgumentException("no array: " + array.getClass());
        }
    }

    /** An array for so many elements, or null if lists of the type are no arrays. */
    public static Object newArray(WitType element, int length) {
        return switch (element.kind()) {
            case BOOL -> new boolean[length];
            case S8, U8 -> new byte[length];
            case S16, U16 -> new short[length];
            case S32, U32 -> new int[length];
            case S64, U64 -> new long[length];
            case F32 -> new float[length];
            case F64 -> new double[length];
            default -> null;
        };
    }

    /** Reads all numbers of an array from a buffer with its order of bytes; a boolean is a byte there. */
    public static void read(ByteBuffer bytes, Object array) {
        switch (array) {
            case boolean[] values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get() != 0;
                }
            }
            case byte[] values -> bytes.get(values);
            case short[] values -> bytes.asShortBuffer().get(values);
            case int[] values -> bytes.asIntBuffer().get(values);
            case long[] values -> bytes.asLongBuffer().get(values);
            case float[] values -> bytes.asFloatBuffer().get(values);
            case double[] values -> bytes.asDoubleBuffer().get(values);
            default -> throw new IllegalArgumentException("no array of numbers: " + array.getClass());
        }
    }

    /** Elements of a list, as a list. */
    public static Object part(Object list, WitType element, int from, int count) {
        Object array = newArray(element, count);
        if (array == null) {
            return ((List<?>) list).subList(from, from + count);
        }
        if (list instanceof List<?> elements) {
            return of(element, elements.subList(from, from + count));
        }
        System.arraycopy(list, from, array, 0, count);
        return array;
    }

    /** The number of elements. */
    public static int size(Object list) {
        return list instanceof List<?> elements ? elements.size() : Array.getLength(list);
    }

    /** An element as the value that it is on its own. */
    public static Object get(Object list, WitType element, int index) {
        return switch (list) {
            case List<?> elements -> elements.get(index);
            case boolean[] values -> values[index];
            case byte[] values -> element.kind() == TypeKind.U8 ? (int) (values[index] & U8) : (int) values[index];
            case short[] values -> element.kind() == TypeKind.U16 ? (int) (values[index] & U16) : (int) values[index];
            case int[] values -> {
                if (element.kind() == TypeKind.U32) {
                    yield Integer.toUnsignedLong(values[index]);
                }
                yield values[index];
            }
            case long[] values -> values[index];
            case float[] values -> values[index];
            case double[] values -> values[index];
            default -> throw new IllegalArgumentException("no list: " + list.getClass());
        };
    }
}
