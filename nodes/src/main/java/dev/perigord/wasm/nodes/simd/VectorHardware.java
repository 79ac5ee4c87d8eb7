package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.RawMemory;

/**
 * Whether {@link MachineVectors} may be used. The JVM must export the package with which its own vector library has HotSpot
 * emit vector instructions, {@code --add-exports java.base/jdk.internal.vm.vector=...}, and be told to compile them:
 * {@code -XX:+EnableVectorSupport}, and {@code -XX:+EnableVectorReboxing} for vectors that live across an iteration of a
 * loop. The incubating module {@code jdk.incubator.vector} is no substitute: HotSpot stops
 * inlining before some dozens of its operations.
 */
public final class VectorHardware {
    private static final String PACKAGE = "jdk.internal.vm.vector";

    /** The package has no promises to keep. */
    private static final int JDK = 25;

    private static final boolean AVAILABLE = Runtime.version().feature() == JDK
            // Graal, where it is the JVM's compiler.
            && !System.getProperty("java.vm.version", "").contains("jvmci")
            && Object.class.getModule().isExported(PACKAGE, VectorHardware.class.getModule())
            && RawMemory.isAvailable()
            && arraysBeginAtTheSameOffset();

    private VectorHardware() {}

    /** With compact object headers an array of bytes begins before one of longs, which {@link MachineLanes} relies on. */
    private static boolean arraysBeginAtTheSameOffset() {
        try {
            Class<?> type = RawMemory.unsafe().getClass();
            return type.getField("ARRAY_BYTE_BASE_OFFSET").getInt(null)
                    == type.getField("ARRAY_LONG_BASE_OFFSET").getInt(null);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether they may. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }
}
