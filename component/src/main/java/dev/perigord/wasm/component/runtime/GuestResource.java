package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.runtime.TrapException;

/**
 * A resource that a component defines, owned by the host. It may be passed to its component as {@code own}, which ends
 * the host's ownership, or as {@code borrow}.
 */
public final class GuestResource {
    private final ComponentInstance instance;
    private final LinkedResource resource;
    private final int representation;
    private boolean owned = true;
    private int lends;

    /** A resource that has just come out of its component. */
    public GuestResource(ComponentInstance instance, LinkedResource resource, int representation) {
        this.instance = instance;
        this.resource = resource;
        this.representation = representation;
    }

    /** The instance that it came out of. */
    public ComponentInstance instance() {
        return instance;
    }

    /** The resource type. */
    public LinkedResource resource() {
        return resource;
    }

    /** Whether the host still owns the resource: it was neither dropped nor passed on. */
    public boolean isOwned() {
        return owned;
    }

    /**
     * The number that stands for the resource in its component.
     *
     * @throws TrapException if the host does not own the resource any more
     */
    @TruffleBoundary
    public int borrow(Node location) {
        if (!owned) {
            throw new TrapException("resource `" + resource.type() + "` was dropped or passed on before", location);
        }
        return representation;
    }

    /**
     * Ends the host's ownership.
     *
     * @throws TrapException if the host does not own the resource any more, or a call under way borrows it
     */
    @TruffleBoundary
    public int take(Node location) {
        int result = borrow(location);
        if (lends > 0) {
            throw new TrapException("cannot remove owned resource while borrowed", location);
        }
        owned = false;
        return result;
    }

    /**
     * Drops the resource: its destructor runs.
     *
     * @throws TrapException if the host does not own the resource any more, a call under way borrows it, another thread
     *     runs the instance, or the destructor traps
     */
    @TruffleBoundary
    public void drop() {
        instance.thread().enter();
        try {
            instance.destroy(resource, take(null), null, null);
        } finally {
            instance.thread().leave();
        }
    }

    void lend() {
        lends++;
    }

    void endLend() {
        lends--;
    }

    @Override
    public String toString() {
        return "resource " + resource.type();
    }
}
