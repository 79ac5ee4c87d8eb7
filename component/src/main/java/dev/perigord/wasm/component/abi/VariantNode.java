package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;
import java.util.List;

/** A variant, enum, option or result. */
final class VariantNode extends ValueNode {
    private final WitType type;
    private final boolean functionResult;

    /** One for each case, null where the case carries nothing. */
    @Children
    private final ValueNode[] payloads;

    private final int discriminantSize;
    private final int payloadOffset;

    /** The core types of the variant's own slots after the discriminant, and those of each case. */
    @CompilationFinal(dimensions = 1)
    private final NumberType[] slots;

    @CompilationFinal(dimensions = 2)
    private final NumberType[][] caseSlots;

    /** {@code functionResult} is for the result of a host function, which may be the bare value of a success. */
    VariantNode(
            WitType type,
            List<WitType> payloadTypes,
            ValueNode[] payloads,
            PointerSize pointer,
            boolean functionResult) {
        this.type = type;
        this.functionResult = functionResult;
        this.payloads = payloads;
        Layout layout = type.layout(pointer);
        this.discriminantSize = Layout.discriminantSize(payloads.length);
        this.payloadOffset = layout.offsets().getFirst();
        List<NumberType> flat = layout.flat();
        this.slots = flat.isEmpty()
                ? new NumberType[0]
                : flat.subList(1, flat.size()).toArray(NumberType[]::new);
        this.caseSlots = new NumberType[payloads.length][];
        for (int i = 0; i < payloads.length; i++) {
            caseSlots[i] = payloadTypes.get(i) == null
                    ? new NumberType[0]
                    : payloadTypes.get(i).layout(pointer).flat().toArray(NumberType[]::new);
        }
    }

    @Override
    Object load(Transfer transfer, long address) {
        WasmMemory memory = transfer.memory();
        int discriminant =
                switch (discriminantSize) {
                    case 1 -> memory.readByte(address, this) & 0xFF;
                    case 2 -> memory.readShort(address, this) & 0xFFFF;
                    default -> memory.readInt(address, this);
                };
        check(discriminant);
        return load(transfer, discriminant, address + payloadOffset);
    }

    @ExplodeLoop
    private Object load(Transfer transfer, int discriminant, long address) {
        for (int i = 0; i < payloads.length; i++) {
            if (payloads[i] != null && i == discriminant) {
                return new VariantValue(i, payloads[i].load(transfer, address));
            }
        }
        return new VariantValue(discriminant, null);
    }

    private void check(int discriminant) {
        if (Integer.compareUnsigned(discriminant, payloads.length) >= 0) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("invalid variant discriminant", this);
        }
    }

    @Override
    @ExplodeLoop
    Object lift(Transfer transfer, Object[] flat, int at) {
        int discriminant = (int) flat[at];
        check(discriminant);
        for (int i = 0; i < payloads.length; i++) {
            if (payloads[i] != null && i == discriminant) {
                return new VariantValue(i, payloads[i].lift(transfer, narrow(flat, at + 1, caseSlots[i]), 0));
            }
        }
        return new VariantValue(discriminant, null);
    }

    /** The core values of a case out of slots that are wide enough for every case. */
    @ExplodeLoop
    private Object[] narrow(Object[] flat, int at, NumberType[] wanted) {
        Object[] values = new Object[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            Object value = flat[at + i];
            if (slots[i] == wanted[i]) {
                values[i] = value;
            } else if (slots[i] == NumberType.I32) {
                values[i] = Float.intBitsToFloat((int) value);
            } else {
                long bits = (long) value;
                values[i] = switch (wanted[i]) {
                    case F32 -> Float.intBitsToFloat((int) bits);
                    case F64 -> Double.longBitsToDouble(bits);
                    default -> (int) bits;
                };
            }
        }
        return values;
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        VariantValue variant = variant(value);
        WasmMemory memory = transfer.memory();
        int index = variant.index();
        switch (discriminantSize) {
            case 1 -> memory.writeByte(address, (byte) index, this);
            case 2 -> memory.writeShort(address, (short) index, this);
            default -> memory.writeInt(address, index, this);
        }
        store(transfer, index, variant.payload(), address + payloadOffset);
    }

    @ExplodeLoop
    private void store(Transfer transfer, int index, Object payload, long address) {
        for (int i = 0; i < payloads.length; i++) {
            if (payloads[i] != null && i == index) {
                payloads[i].store(transfer, payload, address);
                return;
            }
        }
    }

    @Override
    @ExplodeLoop
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        VariantValue variant = variant(value);
        int index = variant.index();
        flat[at] = index;
        for (int i = 0; i < payloads.length; i++) {
            if (i == index) {
                Object[] values = new Object[caseSlots[i].length];
                if (payloads[i] != null) {
                    payloads[i].lower(transfer, variant.payload(), values, 0);
                }
                widen(values, caseSlots[i], flat, at + 1);
                return;
            }
        }
    }

    @ExplodeLoop
    private void widen(Object[] values, NumberType[] given, Object[] flat, int at) {
        for (int i = 0; i < slots.length; i++) {
            flat[at + i] = i < given.length ? widen(values[i], given[i], slots[i]) : zero(slots[i]);
        }
    }

    private static Object widen(Object value, NumberType given, NumberType wanted) {
        if (given == wanted) {
            return value;
        }
        if (wanted == NumberType.I32) {
            return Float.floatToRawIntBits((float) value);
        }
        return switch (given) {
            case F32 -> Integer.toUnsignedLong(Float.floatToRawIntBits((float) value));
            case F64 -> Double.doubleToRawLongBits((double) value);
            default -> Integer.toUnsignedLong((int) value);
        };
    }

    private static Object zero(NumberType type) {
        return switch (type) {
            case I32 -> 0;
            case I64 -> 0L;
            case F32 -> 0f;
            case F64 -> 0d;
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private VariantValue variant(Object value) {
        VariantValue variant =
                value instanceof VariantValue given ? given : HostValues.variant(type, value, functionResult);
        if (Integer.compareUnsigned(variant.index(), payloads.length) >= 0) {
            throw HostValues.wrong(type, value);
        }
        return variant;
    }
}
