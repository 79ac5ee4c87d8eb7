package dev.perigord.wasm.runtime;

import java.lang.reflect.Field;
import java.nio.ByteOrder;

/**
 * Access to memory by address for generated code: HotSpot compiles it well in all its tiers, at once, where memory
 * segments need deep inlining. Not available where the JVM denies it, memories are in arrays, or bytes are in the other
 * order.
 */
public final class RawMemory {
    /** The class with the methods, which no source names because the compiler warns of it. */
    public static final String CLASS = "sun.misc.Unsafe";

    /** What {@code --sun-misc-unsafe-memory-access} sets. */
    private static final String PERMISSION = "sun.misc.unsafe.memory.access";

    private static final Object UNSAFE = find();

    private RawMemory() {}

    /** Whether generated code may access memory by address. */
    public static boolean isAvailable() {
        return UNSAFE != null;
    }

    /** The object with the methods. */
    public static Object unsafe() {
        return UNSAFE;
    }

    private static Object find() {
        if (!WasmMemory.isNative() || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return null;
        }
        try {
            Class<?> type = Class.forName(CLASS);
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            if (!"allow".equals(System.getProperty(PERMISSION))) {
                probe(type, unsafe);
            }
            return unsafe;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Throws where the JVM denies it. To call methods by reflection takes some milliseconds when the JVM starts. */
    private static void probe(Class<?> type, Object unsafe) throws ReflectiveOperationException {
        long address = (long) type.getMethod("allocateMemory", long.class).invoke(unsafe, (long) Long.BYTES);
        type.getMethod("freeMemory", long.class).invoke(unsafe, address);
    }
}
