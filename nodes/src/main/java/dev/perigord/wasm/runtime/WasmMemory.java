package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidBufferOffsetException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.ExternType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A linear memory (spec 4.2.11).
 *
 * <p>The bytes are off the heap, in reserved address space that never moves; where the JVM denies native access they
 * are in a Java array of at most 2 GiB, which growing copies. Which of the two is one constant of the JVM, so that
 * compiled code holds only one kind of access. Every access checks its bounds itself: touching a page that is reserved
 * only would end the JVM. Whoever uses a memory keeps it reachable until the access is done.
 *
 * <p><b>Threads.</b> A shared memory may be used by any threads, in any contexts: its bytes never move and it never
 * shrinks. Atomic accesses are sequentially consistent, and what a thread wrote before one of them is seen by whoever
 * sees that one. Other accesses race as the threads proposal allows: each byte read is one that was written.
 */
@ExportLibrary(InteropLibrary.class)
public final class WasmMemory implements TruffleObject {
    /** Bytes in a page. */
    public static final int PAGE_SIZE = 1 << 16;

    /** What the operating system can make accessible is a multiple of this: the largest page size of usual systems. */
    private static final long OS_PAGE = PAGE_SIZE;

    /** The longest array that JVMs make. */
    private static final long MAXIMUM_ARRAY = Integer.MAX_VALUE - 8;

    private static final boolean NATIVE = NativeMemory.available();
    private static final MemorySegment ALL = NativeMemory.all();
    // Handles of layouts, not the layouts themselves, which make theirs lazily: code compiled before that would bail
    // out.
    static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
    static final VarHandle SHORT = littleEndian(ValueLayout.JAVA_SHORT_UNALIGNED);
    static final VarHandle INT = littleEndian(ValueLayout.JAVA_INT_UNALIGNED);
    static final VarHandle LONG = littleEndian(ValueLayout.JAVA_LONG_UNALIGNED);
    private static final VarHandle HEAP_SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HEAP_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HEAP_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SIZE = size();
    private static final Cleaner CLEANER = NATIVE ? Cleaner.create() : null;

    private static VarHandle size() {
        try {
            return MethodHandles.lookup().findVarHandle(WasmMemory.class, "byteSize", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static VarHandle littleEndian(ValueLayout layout) {
        return layout.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    }

    private final ExternType.Memory type;

    /** The largest size in bytes that a {@code memory.grow} may reach, the limits of the store included. */
    private final long maximumSize;

    private final MemoryBudget budget;

    /** Who waits at addresses of a shared memory; null if it is not shared. */
    private final WaitQueues waitQueues;

    /** The address of the first byte of a native memory; for generated code only, which has checked the bounds. */
    public final long base;

    private byte[] heap;

    /** At how many addresses an access of one byte may begin; for generated code only. */
    public long starts1;

    /** At how many addresses an access of two bytes may begin; for generated code only. */
    public long starts2;

    /** At how many addresses an access of four bytes may begin; for generated code only. */
    public long starts4;

    /** At how many addresses an access of eight bytes may begin; for generated code only. */
    public long starts8;

    /** At how many addresses an access of sixteen bytes may begin; for generated code only. */
    public long starts16;

    /** Grows only; {@link #SIZE} makes the new size visible to other threads. */
    private long byteSize;

    private record Release(long address, long bytes, long[] size, MemoryBudget budget) implements Runnable {
        @Override
        public void run() {
            NativeMemory.release(address, bytes);
            budget.release(size[0]);
        }
    }

    /** The current size for {@link Release}, which must not reach the memory itself. */
    private final long[] accountedSize = new long[1];

    /**
     * Makes a memory of the minimal size.
     *
     * @throws TrapException if the budget or the system has not enough memory
     */
    public WasmMemory(ExternType.Memory type, MemoryBudget budget) {
        this.type = type;
        this.budget = budget;
        this.waitQueues = type.shared() ? new WaitQueues() : null;
        long allowed = budget.maximumSize(type.addressType());
        this.maximumSize = bytes(type.limits().maximumWithin(allowed >>> type.pageSizeLogarithm()));
        if (Long.compareUnsigned(type.limits().minimum(), maximumSize >>> type.pageSizeLogarithm()) > 0
                || !budget.acquire(bytes(type.limits().minimum()))) {
            throw new TrapException(
                    "memory of " + Long.toUnsignedString(type.limits().minimum())
                            + " pages exceeds the limit of this context",
                    null);
        }
        long initial = bytes(type.limits().minimum());
        boolean done;
        if (NATIVE) {
            long reservation = Math.max(OS_PAGE, aligned(maximumSize));
            base = NativeMemory.reserve(reservation);
            done = base != 0;
            if (done) {
                CLEANER.register(this, new Release(base, reservation, accountedSize, budget));
                done = NativeMemory.commit(base, aligned(initial));
            }
        } else {
            base = 0;
            // What several threads use must not be replaced by a larger array.
            long capacity = type.shared() ? maximumSize : initial;
            done = capacity <= MAXIMUM_ARRAY;
            if (done) {
                heap = new byte[(int) capacity];
            }
        }
        if (!done) {
            budget.release(initial);
            throw new TrapException(
                    "no address space left for a memory of " + type.limits().minimum() + " pages", null);
        }
        byteSize = initial;
        accountedSize[0] = initial;
        updateStarts();
    }

    private void updateStarts() {
        starts1 = byteSize;
        starts2 = Math.max(0, byteSize - 1);
        starts4 = Math.max(0, byteSize - 3);
        starts8 = Math.max(0, byteSize - 7);
        starts16 = Math.max(0, byteSize - 15);
    }

    private long bytes(long pages) {
        return pages << type.pageSizeLogarithm();
    }

    /** A size that the operating system can make accessible. */
    private static long aligned(long size) {
        return (size + OS_PAGE - 1) & -OS_PAGE;
    }

    /** The type with the current size as minimum, as importing checks it (spec 4.5.4). */
    public ExternType.Memory type() {
        return type.withLimits(type.limits().withMinimum(pages()));
    }

    /** Whether memories are native in this JVM. */
    public static boolean isNative() {
        return NATIVE;
    }

    /** The address of the first byte in a native memory. */
    long base() {
        return base;
    }

    WaitQueues waitQueues() {
        return waitQueues;
    }

    // --- atomic accesses of a memory in an array ---------------------------------------------------------------

    /** Reads an unsigned number in bounds. */
    @TruffleBoundary
    synchronized long lockedRead(long address, int size) {
        return switch (size) {
            case 1 -> heap[(int) address] & 0xFF;
            case Short.BYTES -> (short) HEAP_SHORT.get(heap, (int) address) & 0xFFFF;
            case Integer.BYTES -> Integer.toUnsignedLong((int) HEAP_INT.get(heap, (int) address));
            default -> (long) HEAP_LONG.get(heap, (int) address);
        };
    }

    /** Updates a number in bounds and gives what was there, unsigned. */
    @TruffleBoundary
    synchronized long lockedUpdate(long address, int size, AtomicUpdate update, long operand) {
        long found = lockedRead(address, size);
        lockedWrite(address, size, update.apply(found, operand));
        return found;
    }

    /** Sets a number in bounds if it is the expected one, unsigned, and gives what was there. */
    @TruffleBoundary
    synchronized long lockedCompareExchange(long address, int size, long expected, long value) {
        long found = lockedRead(address, size);
        if (found == expected) {
            lockedWrite(address, size, value);
        }
        return found;
    }

    private void lockedWrite(long address, int size, long value) {
        switch (size) {
            case 1 -> heap[(int) address] = (byte) value;
            case Short.BYTES -> HEAP_SHORT.set(heap, (int) address, (short) value);
            case Integer.BYTES -> HEAP_INT.set(heap, (int) address, (int) value);
            default -> HEAP_LONG.set(heap, (int) address, value);
        }
    }

    // --- size --------------------------------------------------------------------------------------------------

    /** The size in bytes. */
    public long byteSize() {
        return byteSize;
    }

    /** The size in pages, in a shared memory at this very moment. */
    public long pages() {
        long bytes = waitQueues == null ? byteSize : (long) SIZE.getVolatile(this);
        return bytes >>> type.pageSizeLogarithm();
    }

    /** Grows by {@code delta} pages (unsigned) and gives the old size in pages, or -1 if that is not possible. */
    @TruffleBoundary
    public synchronized long grow(long delta) {
        long old = pages();
        if (Long.compareUnsigned(delta, (maximumSize >>> type.pageSizeLogarithm()) - old) > 0) {
            return -1;
        }
        long newSize = byteSize + bytes(delta);
        if (!budget.acquire(bytes(delta))) {
            return -1;
        }
        if (!enlarge(newSize)) {
            budget.release(bytes(delta));
            return -1;
        }
        SIZE.setVolatile(this, newSize);
        updateStarts();
        accountedSize[0] = newSize;
        return old;
    }

    private boolean enlarge(long newSize) {
        if (NATIVE) {
            long accessible = aligned(byteSize);
            return NativeMemory.commit(base + accessible, aligned(newSize) - accessible);
        }
        if (newSize > heap.length) {
            if (newSize > MAXIMUM_ARRAY) {
                return false;
            }
            try {
                heap = Arrays.copyOf(heap, (int) newSize);
            } catch (OutOfMemoryError e) {
                return false;
            }
        }
        return true;
    }

    private void check(long address, int size, Node location) {
        if (CompilerDirectives.injectBranchProbability(
                CompilerDirectives.SLOWPATH_PROBABILITY, address > byteSize - size)) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(location);
        }
    }

    /** Traps unless {@code length} bytes from {@code address} on, neither of which is negative, are in bounds. */
    public void checkRange(long address, long length, Node location) {
        if (address < 0 || length < 0 || address + length > byteSize || address + length < 0) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(location);
        }
    }

    /** Reads a byte; traps out of bounds. */
    public byte readByte(long address, Node location) {
        check(address, 1, location);
        return NATIVE ? (byte) BYTE.get(ALL, base + address) : heap[(int) address];
    }

    /** Reads two bytes; traps out of bounds. */
    public short readShort(long address, Node location) {
        check(address, 2, location);
        return NATIVE ? (short) SHORT.get(ALL, base + address) : (short) HEAP_SHORT.get(heap, (int) address);
    }

    /** Reads four bytes; traps out of bounds. */
    public int readInt(long address, Node location) {
        check(address, 4, location);
        return NATIVE ? (int) INT.get(ALL, base + address) : (int) HEAP_INT.get(heap, (int) address);
    }

    /** Reads eight bytes; traps out of bounds. */
    public long readLong(long address, Node location) {
        check(address, 8, location);
        return NATIVE ? (long) LONG.get(ALL, base + address) : (long) HEAP_LONG.get(heap, (int) address);
    }

    /** Reads sixteen bytes; traps out of bounds. */
    public Vector128 readVector(long address, Node location) {
        check(address, Vector128.SIZE, location);
        return NATIVE
                ? new Vector128((long) LONG.get(ALL, base + address), (long) LONG.get(ALL, base + address + Long.BYTES))
                : new Vector128((long) HEAP_LONG.get(heap, (int) address), (long)
                        HEAP_LONG.get(heap, (int) address + Long.BYTES));
    }

    /** Reads a float's bits; traps out of bounds. */
    public float readFloat(long address, Node location) {
        return Float.intBitsToFloat(readInt(address, location));
    }

    /** Reads a double's bits; traps out of bounds. */
    public double readDouble(long address, Node location) {
        return Double.longBitsToDouble(readLong(address, location));
    }

    /** Writes a byte; traps out of bounds. */
    public void writeByte(long address, byte value, Node location) {
        check(address, 1, location);
        if (NATIVE) {
            BYTE.set(ALL, base + address, value);
        } else {
            heap[(int) address] = value;
        }
    }

    /** Writes two bytes; traps out of bounds. */
    public void writeShort(long address, short value, Node location) {
        check(address, 2, location);
        if (NATIVE) {
            SHORT.set(ALL, base + address, value);
        } else {
            HEAP_SHORT.set(heap, (int) address, value);
        }
    }

    /** Writes four bytes; traps out of bounds. */
    public void writeInt(long address, int value, Node location) {
        check(address, 4, location);
        if (NATIVE) {
            INT.set(ALL, base + address, value);
        } else {
            HEAP_INT.set(heap, (int) address, value);
        }
    }

    /** Writes eight bytes; traps out of bounds. */
    public void writeLong(long address, long value, Node location) {
        check(address, 8, location);
        if (NATIVE) {
            LONG.set(ALL, base + address, value);
        } else {
            HEAP_LONG.set(heap, (int) address, value);
        }
    }

    /** Writes sixteen bytes; traps out of bounds. */
    public void writeVector(long address, Vector128 value, Node location) {
        check(address, Vector128.SIZE, location);
        if (NATIVE) {
            LONG.set(ALL, base + address, value.low());
            LONG.set(ALL, base + address + Long.BYTES, value.high());
        } else {
            HEAP_LONG.set(heap, (int) address, value.low());
            HEAP_LONG.set(heap, (int) address + Long.BYTES, value.high());
        }
    }

    /** Writes a float's bits; traps out of bounds. */
    public void writeFloat(long address, float value, Node location) {
        writeInt(address, Float.floatToRawIntBits(value), location);
    }

    /** Writes a double's bits; traps out of bounds. */
    public void writeDouble(long address, double value, Node location) {
        writeLong(address, Double.doubleToRawLongBits(value), location);
    }

    /** The bytes from {@code address} on as a segment; the caller has checked the range. */
    private MemorySegment segment(long address, long length) {
        return NATIVE
                ? ALL.asSlice(base + address, length)
                : MemorySegment.ofArray(heap).asSlice(address, length);
    }

    /** Sets {@code length} bytes to {@code value}; traps out of bounds. */
    @TruffleBoundary
    public void fill(long address, byte value, long length, Node location) {
        checkRange(address, length, location);
        try {
            if (NATIVE && length <= ShortRanges.MAXIMUM_LENGTH) {
                ShortRanges.fill(ALL, base + address, (int) length, value);
            } else {
                segment(address, length).fill(value);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Copies within or between memories; ranges may overlap; traps out of bounds. */
    @TruffleBoundary
    public void copyFrom(WasmMemory source, long sourceAddress, long address, long length, Node location) {
        source.checkRange(sourceAddress, length, location);
        checkRange(address, length, location);
        try {
            if (NATIVE && length <= ShortRanges.MAXIMUM_LENGTH) {
                ShortRanges.copy(ALL, source.base + sourceAddress, base + address, (int) length);
            } else {
                MemorySegment.copy(source.segment(sourceAddress, length), 0, segment(address, length), 0, length);
            }
        } finally {
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(source);
        }
    }

    /** Copies {@code length} bytes of an array into the memory; traps out of bounds. */
    @TruffleBoundary
    public void write(long address, byte[] source, int offset, int length, Node location) {
        checkRange(address, length, location);
        try {
            if (NATIVE) {
                MemorySegment.copy(source, offset, ALL, ValueLayout.JAVA_BYTE, base + address, length);
            } else {
                System.arraycopy(source, offset, heap, (int) address, length);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Copies {@code length} bytes out of the memory; traps out of bounds. */
    @TruffleBoundary
    public void read(long address, byte[] target, int offset, int length, Node location) {
        checkRange(address, length, location);
        try {
            if (NATIVE) {
                MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, base + address, target, offset, length);
            } else {
                System.arraycopy(heap, (int) address, target, offset, length);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** A copy of {@code length} bytes; traps out of bounds before anything is allocated. */
    @TruffleBoundary
    public byte[] read(long address, int length, Node location) {
        checkRange(address, length, location);
        byte[] result = new byte[length];
        read(address, result, 0, length, location);
        return result;
    }

    /**
     * A view of bytes for channels; traps out of bounds. The caller keeps the memory reachable while it uses the view,
     * and the guest must not grow the memory meanwhile.
     */
    @TruffleBoundary
    public ByteBuffer buffer(long address, int length, Node location) {
        checkRange(address, length, location);
        return segment(address, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    // --- polyglot: a memory is a writable buffer -----------------------------------------------------------------

    @ExportMessage
    boolean hasBufferElements() {
        return true;
    }

    @ExportMessage
    boolean isBufferWritable() {
        return true;
    }

    @ExportMessage
    long getBufferSize() {
        return byteSize;
    }

    private void checkBuffer(long offset, int size) throws InvalidBufferOffsetException {
        if (offset < 0 || offset > byteSize - size) {
            CompilerDirectives.transferToInterpreter();
            throw InvalidBufferOffsetException.create(offset, size);
        }
    }

    @ExportMessage
    void readBuffer(long offset, byte[] destination, int destinationOffset, int length)
            throws InvalidBufferOffsetException {
        checkBuffer(offset, length);
        read(offset, destination, destinationOffset, length, null);
    }

    @ExportMessage
    byte readBufferByte(long offset) throws InvalidBufferOffsetException {
        checkBuffer(offset, 1);
        try {
            byte result = readByte(offset, null);
            return result;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    short readBufferShort(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        checkBuffer(offset, 2);
        try {
            short result = readShort(offset, null);
            return order == ByteOrder.LITTLE_ENDIAN ? result : Short.reverseBytes(result);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    int readBufferInt(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        checkBuffer(offset, 4);
        try {
            int result = readInt(offset, null);
            return order == ByteOrder.LITTLE_ENDIAN ? result : Integer.reverseBytes(result);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    long readBufferLong(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        checkBuffer(offset, 8);
        try {
            long result = readLong(offset, null);
            return order == ByteOrder.LITTLE_ENDIAN ? result : Long.reverseBytes(result);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    float readBufferFloat(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return Float.intBitsToFloat(readBufferInt(order, offset));
    }

    @ExportMessage
    double readBufferDouble(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return Double.longBitsToDouble(readBufferLong(order, offset));
    }

    @ExportMessage
    void writeBufferByte(long offset, byte value) throws InvalidBufferOffsetException {
        checkBuffer(offset, 1);
        try {
            writeByte(offset, value, null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    void writeBufferShort(ByteOrder order, long offset, short value) throws InvalidBufferOffsetException {
        checkBuffer(offset, 2);
        try {
            writeShort(offset, order == ByteOrder.LITTLE_ENDIAN ? value : Short.reverseBytes(value), null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    void writeBufferInt(ByteOrder order, long offset, int value) throws InvalidBufferOffsetException {
        checkBuffer(offset, 4);
        try {
            writeInt(offset, order == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value), null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    void writeBufferLong(ByteOrder order, long offset, long value) throws InvalidBufferOffsetException {
        checkBuffer(offset, 8);
        try {
            writeLong(offset, order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value), null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @ExportMessage
    void writeBufferFloat(ByteOrder order, long offset, float value) throws InvalidBufferOffsetException {
        writeBufferInt(order, offset, Float.floatToRawIntBits(value));
    }

    @ExportMessage
    void writeBufferDouble(ByteOrder order, long offset, double value) throws InvalidBufferOffsetException {
        writeBufferLong(order, offset, Double.doubleToRawLongBits(value));
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "memory of " + pages() + " pages";
    }
}
