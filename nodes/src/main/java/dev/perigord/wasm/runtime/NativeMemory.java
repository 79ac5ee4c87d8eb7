package dev.perigord.wasm.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Address space that is reserved whole and made accessible piece by piece, so that a memory grows in microseconds and
 * never moves. Only where the JVM allows native access and the system has {@code mmap}.
 */
final class NativeMemory {
    private static final int PROT_NONE = 0;
    private static final int PROT_READ_WRITE = 3;
    private static final boolean MAC =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = MAC ? 0x2 | 0x1000 | 0x40 : 0x2 | 0x20 | 0x4000;

    /** All address space that memories may reserve together: half of what 47 bits can address. */
    private static final long MAXIMUM_RESERVATION = 1L << 46;

    private static final AtomicLong RESERVED = new AtomicLong();

    private static final Functions FUNCTIONS = Functions.link();

    /**
     * The functions of the C library. All are called with the parameters of {@code mmap}, of which they read the first ones that they
     * declare, and give their result in the same register: the JVM generates code for each type of function, which takes
     * some 10 ms when it starts.
     */
    private record Functions(MethodHandle mmap, MethodHandle mprotect, MethodHandle munmap, MemorySegment all) {
        /** The functions and a segment over all addresses, or null where native access is denied. */
        @SuppressWarnings("restricted")
        static Functions link() {
            String forced = System.getProperty("perigord.memory", "native");
            if (forced.equals("heap") || System.getProperty("os.name").startsWith("Windows")) {
                return null;
            }
            try {
                Linker linker = Linker.nativeLinker();
                SymbolLookup lookup = linker.defaultLookup();
                ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
                ValueLayout.OfInt number = ValueLayout.JAVA_INT;
                MethodHandle call =
                        linker.downcallHandle(FunctionDescriptor.of(word, word, word, number, number, number, word));
                return new Functions(
                        call.bindTo(lookup.findOrThrow("mmap")),
                        call.bindTo(lookup.findOrThrow("mprotect")),
                        call.bindTo(lookup.findOrThrow("munmap")),
                        MemorySegment.NULL.reinterpret(Long.MAX_VALUE, Arena.global(), null));
            } catch (IllegalCallerException | UnsupportedOperationException | java.util.NoSuchElementException e) {
                return null;
            }
        }
    }

    private NativeMemory() {}

    /** Whether memories can be native in this JVM; a constant, so that code for the other kind is never compiled. */
    static boolean available() {
        return FUNCTIONS != null;
    }

    /** A segment over the whole address space, or an empty one where native access is denied. */
    static MemorySegment all() {
        return available() ? FUNCTIONS.all : MemorySegment.NULL;
    }

    /** Reserves {@code bytes} of address space; 0 if there is none left. */
    static long reserve(long bytes) {
        if (RESERVED.addAndGet(bytes) > MAXIMUM_RESERVATION) {
            RESERVED.addAndGet(-bytes);
            return 0;
        }
        long address = call(FUNCTIONS.mmap, 0, bytes, PROT_NONE);
        if (address == -1) {
            RESERVED.addAndGet(-bytes);
            return 0;
        }
        return address;
    }

    /** Makes the pages from {@code address} on accessible; they read as zero. False if the system refuses. */
    static boolean commit(long address, long bytes) {
        return bytes == 0 || (int) call(FUNCTIONS.mprotect, address, bytes, PROT_READ_WRITE) == 0;
    }

    /** Gives a whole reservation back. */
    static void release(long address, long bytes) {
        RESERVED.addAndGet(-bytes);
        call(FUNCTIONS.munmap, address, bytes, PROT_NONE);
    }

    private static long call(MethodHandle function, long address, long bytes, int protection) {
        try {
            return (long) function.invokeExact(address, bytes, protection, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
