package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.task.CallScope;
import dev.perigord.wasm.component.task.GuestThread;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of one call: where its values are lifted from and lowered to, and the borrows that live as long as the call
 * (CanonicalABI.md "Lifting and Lowering Context").
 */
public final class Transfer implements CallScope {
    private final ComponentInstance instance;
    private final InstanceState state;
    private final PointerSize pointer;
    private final WasmMemory memory;
    private final WasmFunction realloc;
    private long liftable;
    private int borrows;
    private List<Handle> lenders;
    private List<GuestResource> lentResources;
    private List<GuestResource> lentToHost;

    /** A call's side; {@code memory} and {@code realloc} are null where the canonical options have none. */
    public Transfer(
            ComponentInstance instance,
            InstanceState state,
            PointerSize pointer,
            WasmMemory memory,
            WasmFunction realloc) {
        this.pointer = pointer;
        this.instance = instance;
        this.state = state;
        this.memory = memory;
        this.realloc = realloc;
        this.liftable = instance.store().limits().liftedBytes();
    }

    /** The instance of the plan. */
    public ComponentInstance instance() {
        return instance;
    }

    /** The component instance on whose behalf values are lifted and lowered. */
    public InstanceState state() {
        return state;
    }

    /** The memory of strings and lists. */
    public WasmMemory memory() {
        return memory;
    }

    /**
     * Asks the guest for memory.
     *
     * @return the address, aligned and with so many bytes in bounds, as an unsigned number
     */
    public long allocate(int alignment, long bytes, Node location) {
        return reallocate(0, 0, alignment, bytes, location);
    }

    /** Asks the guest to resize what it allocated. */
    @TruffleBoundary
    public long reallocate(long old, long oldBytes, int alignment, long bytes, Node location) {
        long address = callRealloc(old, oldBytes, alignment, bytes, location);
        if ((address & (alignment - 1)) != 0) {
            throw new TrapException("realloc return: result not aligned (unaligned pointer)", location);
        }
        if (Long.compareUnsigned(address, memory.byteSize()) > 0 || bytes > memory.byteSize() - address) {
            throw new TrapException("realloc return: beyond end of memory (list content out-of-bounds)", location);
        }
        return address;
    }

    /** It is a task of its own. */
    private long callRealloc(long old, long oldBytes, int alignment, long bytes, Node location) {
        GuestThread outer = state.running();
        boolean outerSynchronous = state.isSynchronous();
        long outer0 = state.context(0);
        long outer1 = state.context(1);
        state.beginCall();
        state.setMayLeave(false);
        long address = pointer == PointerSize.I64
                ? (Long) realloc.call(old, oldBytes, (long) alignment, bytes)
                : Integer.toUnsignedLong((Integer) realloc.call((int) old, (int) oldBytes, alignment, (int) bytes));
        state.setMayLeave(true);
        state.endCall(outer, outerSynchronous, outer0, outer1, location);
        return address;
    }

    /** Accounts for bytes that come into the Java heap; traps when the call has used up its limit. */
    public void chargeLifted(long bytes, Node location) {
        liftable -= bytes;
        if (liftable < 0) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("a call lifts more bytes than the limit of this context allows", location);
        }
    }

    /** Counts a borrowed handle that the callee was given. */
    public void addBorrow() {
        borrows++;
    }

    @Override
    public void endBorrow() {
        borrows--;
    }

    @Override
    public void checkBorrows(Node location) {
        if (borrows > 0) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("borrow handles still remain at the end of the call", location);
        }
    }

    /** Lends a handle until {@link #endLends}. */
    @TruffleBoundary
    public void lend(Handle handle) {
        if (lenders == null) {
            lenders = new ArrayList<>();
        }
        handle.lend();
        lenders.add(handle);
    }

    /** Lends a resource that the host owns until {@link #endLends}. */
    @TruffleBoundary
    public void lend(GuestResource resource) {
        if (lentResources == null) {
            lentResources = new ArrayList<>();
        }
        resource.lend();
        lentResources.add(resource);
    }

    /** A resource in the host's hand, until {@link #endLends}. */
    @TruffleBoundary
    public GuestResource lendToHost(RuntimeResource type, int representation) {
        if (lentToHost == null) {
            lentToHost = new ArrayList<>();
        }
        GuestResource resource = GuestResource.lent(type, representation);
        lentToHost.add(resource);
        return resource;
    }

    @Override
    public void endLends() {
        if (lenders != null || lentResources != null || lentToHost != null) {
            returnLent();
        }
    }

    @TruffleBoundary
    private void returnLent() {
        if (lenders != null) {
            lenders.forEach(Handle::endLend);
        }
        if (lentResources != null) {
            lentResources.forEach(GuestResource::endLend);
        }
        if (lentToHost != null) {
            lentToHost.forEach(GuestResource::end);
        }
    }
}
