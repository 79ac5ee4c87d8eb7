package dev.perigord.wasm.wasi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects of the host under the small numbers by which a guest knows them; a new one gets the lowest that is free.
 *
 * @param <T> what the numbers stand for
 */
public final class HandleTable<T> {
    private final int limit;
    private final List<T> handles = new ArrayList<>();

    /** No number below it is free. */
    private int firstFree;

    private int size;

    /** An empty table for at most {@code limit} objects at a time. */
    public HandleTable(int limit) {
        this.limit = limit;
    }

    /**
     * Adds an object and gives its number.
     *
     * @throws WasiException with {@link ErrorCode#TOO_MANY_OPEN_FILES} if the table is full
     */
    @TruffleBoundary
    public synchronized int add(T object) throws WasiException {
        if (size >= limit) {
            throw new WasiException(ErrorCode.TOO_MANY_OPEN_FILES);
        }
        while (firstFree < handles.size() && handles.get(firstFree) != null) {
            firstFree++;
        }
        if (firstFree == handles.size()) {
            handles.add(object);
        } else {
            handles.set(firstFree, object);
        }
        size++;
        return firstFree;
    }

    /**
     * The object of a number.
     *
     * @throws WasiException with {@link ErrorCode#BAD_DESCRIPTOR} if there is none
     */
    @TruffleBoundary
    public synchronized T get(int number) throws WasiException {
        if (number < 0 || number >= handles.size() || handles.get(number) == null) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        return handles.get(number);
    }

    /**
     * Takes an object out.
     *
     * @throws WasiException with {@link ErrorCode#BAD_DESCRIPTOR} if there is none of the number
     */
    @TruffleBoundary
    public synchronized T remove(int number) throws WasiException {
        T removed = get(number);
        handles.set(number, null);
        firstFree = Math.min(firstFree, number);
        size--;
        return removed;
    }

    /**
     * Moves an object to the number of another, which it gives.
     *
     * @throws WasiException with {@link ErrorCode#BAD_DESCRIPTOR} if there is none of either number
     */
    @TruffleBoundary
    public synchronized T replace(int from, int to) throws WasiException {
        T replaced = get(to);
        handles.set(to, remove(from));
        return replaced;
    }

    /** Takes out everything that is left. */
    @TruffleBoundary
    public synchronized List<T> clear() {
        List<T> left = handles.stream().filter(handle -> handle != null).toList();
        handles.clear();
        firstFree = 0;
        size = 0;
        return left;
    }

    /** The number of objects. */
    public synchronized int size() {
        return size;
    }
}
