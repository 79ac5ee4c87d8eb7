package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.runtime.WasmMemory;
import java.util.Arrays;
import java.util.Collections;

/** A list whose elements are lifted and lowered one by one. */
final class ListNode extends ValueNode {
    /** What an element costs of the limit on lifted bytes, besides its own bytes: the object that it becomes. */
    private static final long OBJECT = 16;

    private final ListType type;
    private final PointerSize pointer;
    private final Layout layout;
    private final boolean fused;

    @Child
    private ValueNode element;

    ListNode(ListType type, ValueNode element, PointerSize pointer, boolean fused) {
        this.pointer = pointer;
        this.type = type;
        this.layout = type.element().layout(pointer);
        this.element = element;
        this.fused = fused;
    }

    @Override
    Object load(Transfer transfer, long address) {
        WasmMemory memory = transfer.memory();
        return lift(
                transfer,
                Pointers.load(pointer, memory, address, this),
                Pointers.load(pointer, memory, address + pointer.bytes(), this));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return lift(transfer, Pointers.lift(pointer, flat[at]), Pointers.lift(pointer, flat[at + 1]));
    }

    private Object lift(Transfer transfer, long address, long length) {
        ListRange.check(transfer, address, length, layout, fused, this);
        transfer.chargeLifted(length * (layout.size() + OBJECT), this);
        Object[] elements = new Object[(int) length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element.load(transfer, address + i * layout.size());
        }
        return fused ? elements : Collections.unmodifiableList(Arrays.asList(elements));
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        Object[] elements = elements(value);
        long target = store(transfer, elements);
        Pointers.store(pointer, transfer.memory(), address, target, this);
        Pointers.store(pointer, transfer.memory(), address + pointer.bytes(), elements.length, this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        Object[] elements = elements(value);
        flat[at] = Pointers.lower(pointer, store(transfer, elements));
        flat[at + 1] = Pointers.lower(pointer, elements.length);
    }

    private Object[] elements(Object value) {
        return value instanceof Object[] elements ? elements : HostValues.elements(type, type.element(), value);
    }

    private long store(Transfer transfer, Object[] elements) {
        long bytes = elements.length * layout.size();
        ListRange.checkLength(bytes, this);
        long address = transfer.allocate(layout.alignment(), bytes, this);
        for (int i = 0; i < elements.length; i++) {
            element.store(transfer, elements[i], address + i * layout.size());
        }
        return address;
    }
}
