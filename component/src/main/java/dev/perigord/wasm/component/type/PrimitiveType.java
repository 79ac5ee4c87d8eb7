package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/** A type without parts: bool, the numbers, char, string, error-context. */
public final class PrimitiveType extends WitType {
    public static final PrimitiveType BOOL = new PrimitiveType(TypeKind.BOOL);
    public static final PrimitiveType S8 = new PrimitiveType(TypeKind.S8);
    public static final PrimitiveType U8 = new PrimitiveType(TypeKind.U8);
    public static final PrimitiveType S16 = new PrimitiveType(TypeKind.S16);
    public static final PrimitiveType U16 = new PrimitiveType(TypeKind.U16);
    public static final PrimitiveType S32 = new PrimitiveType(TypeKind.S32);
    public static final PrimitiveType U32 = new PrimitiveType(TypeKind.U32);
    public static final PrimitiveType S64 = new PrimitiveType(TypeKind.S64);
    public static final PrimitiveType U64 = new PrimitiveType(TypeKind.U64);
    public static final PrimitiveType F32 = new PrimitiveType(TypeKind.F32);
    public static final PrimitiveType F64 = new PrimitiveType(TypeKind.F64);
    public static final PrimitiveType CHAR = new PrimitiveType(TypeKind.CHAR);
    public static final PrimitiveType STRING = new PrimitiveType(TypeKind.STRING);
    public static final PrimitiveType ERROR_CONTEXT = new PrimitiveType(TypeKind.ERROR_CONTEXT);

    private PrimitiveType(TypeKind kind) {
        super(kind, List.of());
    }

    /**
     * The primitive type of a kind.
     *
     * @throws IllegalArgumentException if the kind is not primitive
     */
    public static PrimitiveType of(TypeKind kind) {
        return switch (kind) {
            case BOOL -> BOOL;
            case S8 -> S8;
            case U8 -> U8;
            case S16 -> S16;
            case U16 -> U16;
            case S32 -> S32;
            case U32 -> U32;
            case S64 -> S64;
            case U64 -> U64;
            case F32 -> F32;
            case F64 -> F64;
            case CHAR -> CHAR;
            case STRING -> STRING;
            case ERROR_CONTEXT -> ERROR_CONTEXT;
            default -> throw new IllegalArgumentException(kind + " is not primitive");
        };
    }

    @Override
    public List<WitType> parts() {
        return List.of();
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new PrimitiveType(kind());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return switch (kind()) {
            case BOOL, S8, U8 -> Layout.scalar(1, NumberType.I32);
            case S16, U16 -> Layout.scalar(2, NumberType.I32);
            case S64, U64 -> Layout.scalar(8, NumberType.I64);
            case F32 -> Layout.scalar(4, NumberType.F32);
            case F64 -> Layout.scalar(8, NumberType.F64);
            case STRING -> Layout.slice(pointer);
            default -> Layout.scalar(4, NumberType.I32);
        };
    }
}
