package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The handles of a component instance (CanonicalABI.md "Table State"). Index 0 is never used; indices that became free
 * are used again, the last first.
 */
public final class HandleTable {
    private static final int INITIAL = 8;

    private final int maximum;
    private Handle[] entries = new Handle[INITIAL];
    private int[] free = new int[INITIAL];
    private int freeCount;
    private int end = 1;

    /** An empty table for at most {@code maximum} handles. */
    public HandleTable(int maximum) {
        this.maximum = maximum;
    }

    /** All handles. */
    Stream<Handle> all() {
        return Arrays.stream(entries).filter(Objects::nonNull);
    }

    /** How many handles there are. */
    public int size() {
        return end - 1 - freeCount;
    }

    /** Adds a handle and gives its index; traps if the table is full. */
    public int add(Handle handle, Node location) {
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
        entries[index] = handle;
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

    /** The handle with an index and a resource type; traps if there is none. */
    public Handle get(int index, RuntimeResource resource, Node location) {
        Handle handle = Integer.compareUnsigned(index, end) < 0 ? entries[index] : null;
        if (handle == null) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("unknown handle index " + Integer.toUnsignedString(index), location);
        }
        if (handle.resource() != resource) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException(wrongType(index, resource), location);
        }
        return handle;
    }

    private static String wrongType(int index, RuntimeResource resource) {
        String origin = resource.isGuest() ? "guest-defined" : "host-defined";
        return "handle index " + index + " used with the wrong type, expected " + origin
                + " resource but found a different " + origin + " resource";
    }

    /** Removes the handle with an index and a resource type; traps if there is none or it is lent. */
    public Handle remove(int index, RuntimeResource resource, Node location) {
        Handle handle = get(index, resource, location);
        if (handle.isLent()) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("cannot remove owned resource while borrowed", location);
        }
        entries[index] = null;
        free[freeCount++] = index;
        return handle;
    }
}
