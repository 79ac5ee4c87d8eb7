package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.value.ListValues;
import java.util.Arrays;

/** A list of fixed length, whose elements stand in place as the fields of a tuple do. */
final class FixedListNode extends ValueNode {
    /** What an element costs of the limit on lifted bytes, besides its own bytes: the object that it becomes. */
    private static final long OBJECT = 16;

    private final FixedListType type;
    private final Layout layout;
    private final boolean fused;

    @Child
    private ValueNode element;

    FixedListNode(FixedListType type, ValueNode element, PointerSize pointer, boolean fused) {
        this.type = type;
        this.layout = type.element().layout(pointer);
        this.element = element;
        this.fused = fused;
    }

    @Override
    Object load(Transfer transfer, long address) {
        transfer.chargeLifted(type.length() * (layout.size() + OBJECT), this);
        Object[] elements = new Object[type.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element.load(transfer, address + i * layout.size());
        }
        return value(elements);
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        Object[] elements = new Object[type.length()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element.lift(transfer, flat, at + i * layout.flatCount());
        }
        return value(elements);
    }

    private Object value(Object[] elements) {
        return fused ? elements : ListValues.of(type.element(), Arrays.asList(elements));
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        Object[] elements = elements(value);
        for (int i = 0; i < elements.length; i++) {
            element.store(transfer, elements[i], address + i * layout.size());
        }
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        Object[] elements = elements(value);
        for (int i = 0; i < elements.length; i++) {
            element.lower(transfer, elements[i], flat, at + i * layout.flatCount());
        }
    }

    private Object[] elements(Object value) {
        Object[] elements = value instanceof Object[] bare ? bare : HostValues.elements(type, type.element(), value);
        return HostValues.fields(type, elements, type.length());
    }
}
