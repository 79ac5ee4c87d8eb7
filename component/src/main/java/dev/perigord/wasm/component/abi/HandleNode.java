package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.runtime.Handle;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.runtime.TrapException;

/**
 * A handle. Between components the value is what stands for the resource; in the host's hand a resource that a component
 * defines is a {@link GuestResource}. Whether an imported resource is one of those is known at run time only.
 */
final class HandleNode extends IndexValueNode {
    private final HandleType type;
    private final LinkedResource resource;

    private final boolean fused;
    private final boolean own;

    /** Whether the resource is borrowed by the component that defines it, which gets no handle for it. */
    private final boolean direct;

    HandleNode(HandleType type, LinkedResource resource, int instance, boolean fused) {
        this.type = type;
        this.resource = resource;
        this.own = type.isOwn();
        this.fused = fused;
        this.direct = !own && resource.instance() == instance && !resource.isImported();
    }

    @Override
    Object lift(Transfer transfer, int index) {
        RuntimeResource runtime = transfer.instance().resource(resource.index());
        Object representation;
        if (own) {
            Handle handle = Handle.remove(transfer.state().handles(), index, runtime, this);
            if (!handle.isOwn()) {
                CompilerDirectives.transferToInterpreter();
                throw new TrapException("cannot lift own resource from a borrow", this);
            }
            representation = handle.representation();
        } else {
            Handle handle = Handle.get(transfer.state().handles(), index, runtime, this);
            transfer.lend(handle);
            representation = handle.representation();
        }
        return fused || !runtime.isGuest() ? representation : wrap(transfer, runtime, (int) representation);
    }

    private GuestResource wrap(Transfer transfer, RuntimeResource runtime, int representation) {
        return own ? GuestResource.owned(runtime, representation) : transfer.lendToHost(runtime, representation);
    }

    @Override
    int lower(Transfer transfer, Object value) {
        RuntimeResource runtime = transfer.instance().resource(resource.index());
        Object representation = fused || !runtime.isGuest() ? value : unwrap(transfer, runtime, value);
        if (direct) {
            return (int) representation;
        }
        if (own) {
            return transfer.state().handles().add(new Handle(runtime, representation, null), this);
        }
        transfer.addBorrow();
        return transfer.state().handles().add(new Handle(runtime, representation, transfer), this);
    }

    private Object unwrap(Transfer transfer, RuntimeResource runtime, Object value) {
        if (!(value instanceof GuestResource guest) || guest.type() != runtime) {
            throw HostValues.wrong(type, value);
        }
        if (own) {
            return guest.take(this);
        }
        int representation = guest.borrow(this);
        transfer.lend(guest);
        return representation;
    }
}
