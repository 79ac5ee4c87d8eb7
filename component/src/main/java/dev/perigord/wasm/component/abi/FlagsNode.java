package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.runtime.WasmMemory;

/** Flags; bits without a name are ignored. */
final class FlagsNode extends ValueNode {
    private final FlagsType type;
    private final int size;
    private final int mask;

    FlagsNode(FlagsType type) {
        this.type = type;
        this.size = (int) type.layout().size();
        this.mask = -1 >>> (FlagsType.MAX_FLAGS - type.names().size());
    }

    @Override
    Object load(Transfer transfer, long address) {
        WasmMemory memory = transfer.memory();
        int bits =
                switch (size) {
                    case 1 -> memory.readByte(address, this);
                    case 2 -> memory.readShort(address, this);
                    default -> memory.readInt(address, this);
                };
        return new FlagsValue(bits & mask);
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return new FlagsValue((int) flat[at] & mask);
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        WasmMemory memory = transfer.memory();
        int bits = bits(value);
        switch (size) {
            case 1 -> memory.writeByte(address, (byte) bits, this);
            case 2 -> memory.writeShort(address, (short) bits, this);
            default -> memory.writeInt(address, bits, this);
        }
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = bits(value);
    }

    private int bits(Object value) {
        return value instanceof FlagsValue(int bits) ? bits : HostValues.flags(type, value);
    }
}
