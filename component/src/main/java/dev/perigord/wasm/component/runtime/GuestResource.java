package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;

/**
 * A resource that a component defines, in the hand of the host. If the host owns it, it may be passed to components as
 * {@code own}, which ends the host's ownership, or as {@code borrow}; if the host was lent it for a call, as
 * {@code borrow} as long as the call lasts.
 */
public final class GuestResource {
    private final RuntimeResource type;
    private final int representation;
    private final boolean own;
    private boolean ended;
    private int lends;

    private GuestResource(RuntimeResource type, int representation, boolean own) {
        this.type = type;
        this.representation = representation;
        this.own = own;
    }

    /** A resource that the host owns from now on. */
    public static GuestResource owned(RuntimeResource type, int representation) {
        type.changeHeldByHost(1);
        return new GuestResource(type, representation, true);
    }

    /** A resource that the host is lent. */
    static GuestResource lent(RuntimeResource type, int representation) {
        return new GuestResource(type, representation, false);
    }

    /** The resource type. */
    public RuntimeResource type() {
        return type;
    }

    /** Whether the host may still use it: it was neither dropped nor passed on, and the call that lent it lasts. */
    public boolean isUsable() {
        return !ended;
    }

    /** Whether the host owns, or owned, the resource; otherwise it was only lent it for a call. */
    public boolean isOwn() {
        return own;
    }

    /**
     * The number that stands for the resource in its component.
     *
     * @throws TrapException if the host does not own the resource any more
     */
    @TruffleBoundary
    public int borrow(Node location) {
        if (ended) {
            String reason = own ? "was dropped or passed on before" : "was lent for a call that is over";
            throw new TrapException("resource `" + type + "` " + reason, location);
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
        if (!own) {
            throw new TrapException("resource `" + type + "` is lent for a call and not owned", location);
        }
        if (lends > 0) {
            throw new TrapException("cannot remove owned resource while borrowed", location);
        }
        ended = true;
        type.changeHeldByHost(-1);
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
        ComponentInstance definer = type.definer();
        definer.thread().enter();
        try {
            definer.destroy(type, take(null), null, null);
        } finally {
            definer.thread().leave();
        }
    }

    /**
     * Drops the resource if the host still owns it.
     *
     * @throws TrapException as {@link #drop}
     */
    public void close() {
        if (own && !ended) {
            drop();
        }
    }

    void lend() {
        lends++;
    }

    void endLend() {
        lends--;
    }

    /** The call that lent it to the host is over. */
    void end() {
        ended = true;
    }

    @Override
    public String toString() {
        return "resource " + type;
    }
}
