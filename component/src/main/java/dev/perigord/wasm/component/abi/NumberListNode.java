package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.runtime.WasmMemory;

/** A list of numbers or booleans: copied as a whole. */
final class NumberListNode extends ValueNode {
    private final ListType type;
    private final PointerSize pointer;
    private final Layout element;
    private final boolean fused;

    NumberListNode(ListType type, PointerSize pointer, boolean fused) {
        this.pointer = pointer;
        this.type = type;
        this.element = type.element().layout();
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
        ListRange.check(transfer, address, length, element, fused, this);
        if (fused) {
            return new GuestNumbers(transfer.memory(), address, (int) length);
        }
        transfer.chargeLifted(length * element.size(), this);
        return read(transfer.memory(), address, (int) length);
    }

    @TruffleBoundary
    private Object read(WasmMemory memory, long address, int length) {
        return NumberArrays.read(memory, address, type.element(), length, this);
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        Object numbers = numbers(value);
        int length = length(numbers);
        long target = store(transfer, numbers, length);
        Pointers.store(pointer, transfer.memory(), address, target, this);
        Pointers.store(pointer, transfer.memory(), address + pointer.bytes(), length, this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        Object numbers = numbers(value);
        int length = length(numbers);
        flat[at] = Pointers.lower(pointer, store(transfer, numbers, length));
        flat[at + 1] = Pointers.lower(pointer, length);
    }

    private static int length(Object numbers) {
        return numbers instanceof GuestNumbers guest ? guest.length() : size(numbers);
    }

    @TruffleBoundary
    private static int size(Object array) {
        return ListValues.size(array);
    }

    private Object numbers(Object value) {
        return value instanceof GuestNumbers ? value : array(value);
    }

    @TruffleBoundary
    private Object array(Object value) {
        boolean fits = value != null
                && value.getClass() == ListValues.newArray(type.element(), 0).getClass();
        return fits ? value : HostValues.array(type, type.element(), value);
    }

    @TruffleBoundary
    private long store(Transfer transfer, Object numbers, int length) {
        long bytes = length * element.size();
        ListRange.checkLength(bytes, this);
        long address = transfer.allocate(element.alignment(), bytes, this);
        WasmMemory memory = transfer.memory();
        if (numbers instanceof GuestNumbers guest) {
            memory.copyFrom(guest.memory(), guest.address(), address, bytes, this);
            return address;
        }
        NumberArrays.write(memory, address, numbers, bytes, this);
        return address;
    }
}
