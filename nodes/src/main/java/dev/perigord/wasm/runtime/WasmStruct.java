package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FieldType;
import java.util.List;

/**
 * A structure (spec 4.2.14). References and numbers are in Java fields, which {@link StructLayout} assigns, so that
 * compiled code sees them and needs no allocation where an object does not escape. There are three sizes of object; the
 * last one has arrays for what goes beyond. The host reads and writes fields as members named by their index.
 */
@ExportLibrary(InteropLibrary.class)
public class WasmStruct implements TruffleObject {
    private final DefinedType type;
    private Object reference0;
    private Object reference1;
    private long number0;

    private WasmStruct(DefinedType type) {
        this.type = type;
    }

    private static class Medium extends WasmStruct {
        private Object reference2;
        private Object reference3;
        private long number1;
        private long number2;

        Medium(DefinedType type) {
            super(type);
        }
    }

    private static final class Large extends Medium {
        private final Object[] references;
        private final long[] numbers;

        Large(DefinedType type, StructLayout layout) {
            super(type);
            references = new Object[Math.max(0, layout.references() - 4)];
            numbers = new long[Math.max(0, layout.numbers() - 3)];
        }
    }

    /** A structure whose fields are not set yet: references must be, even to null. */
    public static WasmStruct create(DefinedType type, StructLayout layout) {
        if (layout.references() <= 2 && layout.numbers() <= 1) {
            return new WasmStruct(type);
        }
        if (layout.references() <= 4 && layout.numbers() <= 3) {
            return new Medium(type);
        }
        return new Large(type, layout);
    }

    /** The type. */
    public final DefinedType type() {
        return type;
    }

    /** The reference in a place of the layout. */
    public final Object getReference(int place) {
        return switch (place) {
            case 0 -> reference0;
            case 1 -> reference1;
            case 2 -> ((Medium) this).reference2;
            case 3 -> ((Medium) this).reference3;
            default -> ((Large) this).references[place - 4];
        };
    }

    /** Sets the reference in a place of the layout. */
    public final void setReference(int place, Object value) {
        switch (place) {
            case 0 -> reference0 = value;
            case 1 -> reference1 = value;
            case 2 -> ((Medium) this).reference2 = value;
            case 3 -> ((Medium) this).reference3 = value;
            default -> ((Large) this).references[place - 4] = value;
        }
    }

    /** The bits of the number in a place of the layout. */
    public final long getNumber(int place) {
        return switch (place) {
            case 0 -> number0;
            case 1 -> ((Medium) this).number1;
            case 2 -> ((Medium) this).number2;
            default -> ((Large) this).numbers[place - 3];
        };
    }

    /** Sets the bits of the number in a place of the layout. */
    public final void setNumber(int place, long bits) {
        switch (place) {
            case 0 -> number0 = bits;
            case 1 -> ((Medium) this).number1 = bits;
            case 2 -> ((Medium) this).number2 = bits;
            default -> ((Large) this).numbers[place - 3] = bits;
        }
    }

    private List<FieldType> fields() {
        return type.struct().fields();
    }

    /** The index of the field that a member names, or -1. */
    @TruffleBoundary
    private int index(String member) {
        if (member.isEmpty() || member.length() > 6 || !member.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int index = Integer.parseInt(member);
        return index < fields().size() && Integer.toString(index).equals(member) ? index : -1;
    }

    @ExportMessage
    final boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    final Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        Object[] names = new Object[fields().size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = Integer.toString(i);
        }
        return new ResultList(names);
    }

    @ExportMessage
    final boolean isMemberReadable(String member) {
        return index(member) >= 0;
    }

    @ExportMessage
    final boolean isMemberModifiable(String member) {
        int index = index(member);
        return index >= 0 && fields().get(index).mutable();
    }

    @ExportMessage
    final boolean isMemberInsertable(@SuppressWarnings("unused") String member) {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    final Object readMember(String member) throws UnknownIdentifierException {
        int index = index(member);
        if (index < 0) {
            throw UnknownIdentifierException.create(member);
        }
        return StructLayout.of(type).field(index).read(this);
    }

    @ExportMessage
    @TruffleBoundary
    final void writeMember(String member, Object value)
            throws UnknownIdentifierException, UnsupportedMessageException, UnsupportedTypeException {
        int index = index(member);
        if (index < 0) {
            throw UnknownIdentifierException.create(member);
        }
        FieldType field = fields().get(index);
        if (!field.mutable()) {
            throw UnsupportedMessageException.create();
        }
        Object converted =
                FromHostNodeGen.getUncached().execute(value, field.storage().unpacked());
        StructLayout.of(type).field(index).write(this, converted);
    }

    @ExportMessage
    @TruffleBoundary
    final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return type.toString();
    }
}
