package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.runtime.Handle;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.runtime.TrapException;

/**
 * A handle. Between components of a plan the value is what stands for the resource; outside of the plan a resource that
 * a component defines is a {@link GuestResource}.
 */
final class HandleNode extends ValueNode {
    private final HandleType type;
    private final LinkedResource resource;

    /** Whether values of a guest-defined resource are wrapped for the outside. */
    private final boolean wrapped;

    private final boolean own;

    /** Whether the resource is borrowed by the component that defines it, which gets no handle for it. */
    private final boolean direct;

    HandleNode(HandleType type, LinkedResource resource, int instance, boolean fused) {
        this.type = type;
        this.resource = resource;
        this.own = type.isOwn();
        this.wrapped = !fused && !resource.isImported();
        this.direct = !own && resource.instance() == instance && !resource.isImported();
    }

    @Override
    Object load(Transfer transfer, long address) {
        return lift(transfer, transfer.memory().readInt(address, this));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return lift(transfer, (int) flat[at]);
    }

    private Object lift(Transfer transfer, int index) {
        Object representation;
        if (own) {
            Handle handle = transfer.state().handles().remove(index, resource, this);
            if (!handle.isOwn()) {
                CompilerDirectives.transferToInterpreter();
                throw new TrapException("cannot lift own resource from a borrow", this);
            }
            representation = handle.representation();
        } else {
            Handle handle = transfer.state().handles().get(index, resource, this);
            transfer.lend(handle);
            representation = handle.representation();
        }
        return wrapped ? new GuestResource(transfer.instance(), resource, (int) representation) : representation;
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        transfer.memory().writeInt(address, lower(transfer, value), this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = lower(transfer, value);
    }

    private int lower(Transfer transfer, Object value) {
        Object representation = wrapped ? unwrap(transfer, value) : value;
        if (direct) {
            return (int) representation;
        }
        if (own) {
            return transfer.state().handles().add(new Handle(resource.index(), representation, null), this);
        }
        transfer.addBorrow();
        return transfer.state().handles().add(new Handle(resource.index(), representation, transfer), this);
    }

    private Object unwrap(Transfer transfer, Object value) {
        if (!(value instanceof GuestResource guest)
                || guest.instance() != transfer.instance()
                || guest.resource() != resource) {
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
