package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.task.BorrowScope;
import dev.perigord.wasm.component.task.HandleTable;
import dev.perigord.wasm.component.task.TableEntry;
import dev.perigord.wasm.runtime.TrapException;

/** An entry of a handle table (CanonicalABI.md {@code ResourceHandle}). */
public final class Handle implements TableEntry {
    private final RuntimeResource resource;
    private final Object representation;
    private final BorrowScope scope;
    private int lends;

    /**
     * A handle.
     *
     * @param resource the resource type
     * @param representation the number that stands for a guest's resource, or the host's object
     * @param scope the call that a borrowed handle is lent for, or null if the handle owns the resource
     */
    public Handle(RuntimeResource resource, Object representation, BorrowScope scope) {
        this.resource = resource;
        this.representation = representation;
        this.scope = scope;
    }

    /** The handle with an index and a resource type; traps if there is none. */
    public static Handle get(HandleTable table, int index, RuntimeResource resource, Node location) {
        if (!(table.get(index, location) instanceof Handle handle) || handle.resource != resource) {
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
    public static Handle remove(HandleTable table, int index, RuntimeResource resource, Node location) {
        Handle handle = get(table, index, resource, location);
        if (handle.isLent()) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("cannot remove owned resource while borrowed", location);
        }
        table.remove(index);
        return handle;
    }

    /** The resource type. */
    public RuntimeResource resource() {
        return resource;
    }

    /** The number that stands for a guest's resource, or the host's object. */
    public Object representation() {
        return representation;
    }

    /** Whether the handle owns its resource. */
    public boolean isOwn() {
        return scope == null;
    }

    /** The call that a borrowed handle is lent for, or null. */
    public BorrowScope scope() {
        return scope;
    }

    /** Whether calls under way have borrowed the resource from this handle. */
    public boolean isLent() {
        return lends > 0;
    }

    void lend() {
        lends++;
    }

    void endLend() {
        lends--;
    }
}
