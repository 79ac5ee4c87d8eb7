package dev.perigord.wasm.module;

import java.util.Locale;

/** The heap types that are not defined by a module (spec 2.3.3). */
public enum AbstractHeapType implements HeapType {
    ANY(0x6E, null),
    EQ(0x6D, ANY),
    I31(0x6C, EQ),
    STRUCT(0x6B, EQ),
    ARRAY(0x6A, EQ),
    NONE(0x71, ANY),
    FUNC(0x70, null),
    NOFUNC(0x73, FUNC),
    EXTERN(0x6F, null),
    NOEXTERN(0x72, EXTERN),
    EXN(0x69, null),
    NOEXN(0x74, EXN),
    CONT(0x68, null),
    NOCONT(0x75, CONT);

    private final int code;
    private final AbstractHeapType supertype;

    AbstractHeapType(int code, AbstractHeapType supertype) {
        this.code = code;
        this.supertype = supertype;
    }

    /** The byte of the binary format. */
    public int code() {
        return code;
    }

    @Override
    public AbstractHeapType top() {
        AbstractHeapType type = this;
        while (type.supertype != null) {
            type = type.supertype;
        }
        return type;
    }

    /** Whether only null has this type. */
    public boolean isBottom() {
        return switch (this) {
            case NONE, NOFUNC, NOEXTERN, NOEXN, NOCONT -> true;
            default -> false;
        };
    }

    @Override
    public boolean matches(HeapType expected) {
        if (isBottom()) {
            return expected.top() == top();
        }
        for (AbstractHeapType type = this; type != null; type = type.supertype) {
            if (type == expected) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word for a nullable reference to the type: {@code anyref}, {@code nullref}, and so on. */
    public String referenceText() {
        return switch (this) {
            case NONE -> "nullref";
            case NOFUNC -> "nullfuncref";
            case NOEXTERN -> "nullexternref";
            case NOEXN -> "nullexnref";
            case NOCONT -> "nullcontref";
            default -> text() + "ref";
        };
    }
}
