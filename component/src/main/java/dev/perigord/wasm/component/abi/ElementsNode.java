package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The values of a stream or future in a guest's memory, one after the other. Numbers are copied as a whole. */
final class ElementsNode extends Node {
    private static final int MAX_LENGTH = (1 << 28) - 1;

    /** Null if nothing but how many is sent. */
    private final WitType type;

    private final Layout layout;
    private final boolean numbers;

    /** For values that go to, or come from, another component. */
    @Child
    private ValueNode guestElement;

    @Child
    private ValueNode hostElement;

    ElementsNode(LinkPlan plan, LinkedOptions options, WitType type) {
        this.type = type;
        this.layout = type == null ? null : type.layout(options.pointer());
        this.numbers = type != null && ListValues.newArray(type, 0) != null;
        this.guestElement = type == null ? null : new ValueNodes(plan, options, true).create(type);
        this.hostElement = type == null ? null : new ValueNodes(plan, options, false).create(type);
    }

    /** Traps unless so many elements may be at an address. */
    void check(Transfer transfer, long address, long length) {
        if (length > MAX_LENGTH) {
            throw new TrapException("stream read/write count too large", this);
        }
        if (type != null && length > 0) {
            if ((address & (layout.alignment() - 1)) != 0) {
                throw new TrapException("unaligned pointer", this);
            }
            Pointers.checkRange(
                    transfer.memory(),
                    address,
                    length,
                    layout.size(),
                    "read/write pointer out of bounds of memory",
                    this);
        }
    }

    /** The elements from one on; as a list of the type would be, but that numbers for a guest stay where they are. */
    Object read(Transfer transfer, long base, int from, int count, boolean forGuest) {
        if (type == null) {
            return null;
        }
        long address = base + from * layout.size();
        if (numbers) {
            return forGuest
                    ? new GuestNumbers(transfer.memory(), address, count)
                    : NumberArrays.read(transfer.memory(), address, type, count, this);
        }
        Object[] values = new Object[count];
        ValueNode element = forGuest ? guestElement : hostElement;
        for (int i = 0; i < count; i++) {
            values[i] = element.load(transfer, address + i * layout.size());
        }
        return forGuest ? values : Collections.unmodifiableList(Arrays.asList(values));
    }

    /** Writes elements that {@link #read} has read, or the host's, which are an array of numbers or a list. */
    void write(Transfer transfer, long base, int from, Object values, int count) {
        if (type == null) {
            return;
        }
        long address = base + from * layout.size();
        if (values instanceof GuestNumbers guest) {
            transfer.memory().copyFrom(guest.memory(), guest.address(), address, count * layout.size(), this);
        } else if (numbers) {
            NumberArrays.write(transfer.memory(), address, values, count * layout.size(), this);
        } else {
            writeAll(transfer, address, values, count);
        }
    }

    private void writeAll(Transfer transfer, long address, Object values, int count) {
        boolean fromGuest = values instanceof Object[];
        ValueNode element = fromGuest ? guestElement : hostElement;
        for (int i = 0; i < count; i++) {
            Object value = fromGuest ? ((Object[]) values)[i] : ((List<?>) values).get(i);
            element.store(transfer, value, address + i * layout.size());
        }
    }
}
