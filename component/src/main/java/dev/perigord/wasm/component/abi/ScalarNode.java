package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;

/** A boolean, a number or a character. */
final class ScalarNode extends ValueNode {
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;

    private final PrimitiveType type;

    ScalarNode(PrimitiveType type) {
        this.type = type;
    }

    @Override
    Object load(Transfer transfer, long address) {
        WasmMemory memory = transfer.memory();
        return switch (type.kind()) {
            case BOOL -> memory.readByte(address, this) != 0;
            case S8 -> (int) memory.readByte(address, this);
            case U8 -> memory.readByte(address, this) & U8;
            case S16 -> (int) memory.readShort(address, this);
            case U16 -> memory.readShort(address, this) & U16;
            case S32 -> memory.readInt(address, this);
            case U32 -> Integer.toUnsignedLong(memory.readInt(address, this));
            case S64, U64 -> memory.readLong(address, this);
            case F32 -> memory.readFloat(address, this);
            case F64 -> memory.readDouble(address, this);
            case CHAR -> character(memory.readInt(address, this));
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        Object core = flat[at];
        return switch (type.kind()) {
            case BOOL -> (int) core != 0;
            case S8 -> (int) (byte) (int) core;
            case U8 -> (int) core & U8;
            case S16 -> (int) (short) (int) core;
            case U16 -> (int) core & U16;
            case U32 -> Integer.toUnsignedLong((int) core);
            case S32, S64, U64, F32, F64 -> core;
            case CHAR -> character((int) core);
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private CodePoint character(int value) {
        if (value < 0 || value > Character.MAX_CODE_POINT || value >>> 11 == Character.MIN_SURROGATE >>> 11) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("invalid `char` bit pattern", this);
        }
        return new CodePoint(value);
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        WasmMemory memory = transfer.memory();
        switch (type.kind()) {
            case BOOL, S8, U8 -> memory.writeByte(address, (byte) toInt(value), this);
            case S16, U16 -> memory.writeShort(address, (short) toInt(value), this);
            case S32, U32, CHAR -> memory.writeInt(address, toInt(value), this);
            case S64, U64 -> memory.writeLong(address, toLong(value), this);
            case F32 -> memory.writeFloat(address, toFloat(value), this);
            case F64 -> memory.writeDouble(address, toDouble(value), this);
            default -> throw CompilerDirectives.shouldNotReachHere();
        }
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = switch (type.kind()) {
            case S64, U64 -> toLong(value);
            case F32 -> toFloat(value);
            case F64 -> toDouble(value);
            default -> toInt(value);
        };
    }

    private int toInt(Object value) {
        return switch (type.kind()) {
            case BOOL -> (value instanceof Boolean bool ? bool : HostValues.bool(type, value)) ? 1 : 0;
            case CHAR -> value instanceof CodePoint(int point) ? point : HostValues.codePoint(type, value);
            case U32 ->
                value instanceof Long number
                        ? (int) (long) number
                        : HostValues.number(type, value).intValue();
            default ->
                value instanceof Integer number
                        ? number
                        : HostValues.number(type, value).intValue();
        };
    }

    private long toLong(Object value) {
        return value instanceof Long number
                ? number
                : HostValues.number(type, value).longValue();
    }

    private float toFloat(Object value) {
        return value instanceof Float number
                ? number
                : HostValues.number(type, value).floatValue();
    }

    private double toDouble(Object value) {
        return value instanceof Double number
                ? number
                : HostValues.number(type, value).doubleValue();
    }
}
