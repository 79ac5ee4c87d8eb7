package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The handles or threads of a component instance (CanonicalABI.md "Table State"). Index 0 is never used; indices that
 * became free are used again, the last first.
 */
public final class HandleTable {
    private static final int INITIAL = 8;

    private final int maximum;
    private TableEntry[] entries = new TableEntry[INITIAL];
    private int[] free = new int[INITIAL];
    private int freeCount;
    private int end = 1;

    /** An empty table for at most {@code maximum} entries. */
    public HandleTable(int maximum) {
        this.maximum = maximum;
    }

    /** All entries. */
    public Stream<TableEntry> all() {
        return Arrays.stream(entries).filter(Objects::nonNull);
    }

    /** How many entries there are. */
    public int size() {
        return end - 1 - freeCount;
    }

    /** Adds an entry and gives its index; traps if the table is full. */
    public int add(TableEntry entry, Node location) {
        int index;
        if (freeCount > 0) {
            index = free[--freeCount];
        } else {
            index = end;
            if (index >= entries.length || index > maximum) {
                grow(location);
            }
            end++;
        }
        entries[index] = entry;
        return index;
    }

    @TruffleBoundary
    private void grow(Node location) {
        if (end > maximum) {
            throw new TrapException(
                    "resource table has no free keys: more than " + maximum + " handles in one component instance",
                    location);
        }
        int length = (int) Math.min(2L * entries.length, (long) maximum + 1);
        entries = Arrays.copyOf(entries, length);
        free = Arrays.copyOf(free, length);
    }

    /** The entry with an index; traps if there is none. */
    public TableEntry get(int index, Node location) {
        TableEntry entry = Integer.compareUnsigned(index, end) < 0 ? entries[index] : null;
        if (entry == null) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("unknown handle index " + Integer.toUnsignedString(index), location);
        }
        return entry;
    }

    /** The entry with an index, which has to be of a class; {@code expected} is its name in the trap if it is none. */
    @TruffleBoundary
    public <T extends TableEntry> T get(int index, Class<T> type, String expected, Node location) {
        TableEntry entry = get(index, location);
        if (!type.isInstance(entry)) {
            throw new TrapException(
                    "handle index " + index + " used with the wrong type, expected " + expected, location);
        }
        return type.cast(entry);
    }

    /** Frees the index of an entry. */
    public void remove(int index) {
        entries[index] = null;
        free[freeCount++] = index;
    }
}
