package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
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

    /** A field of the layout; for generated code only, as all the others. */
    public Object reference0;

    public Object reference1;
    public long number0;

    /** A small object; for generated code only. */
    public WasmStruct(DefinedType type) {
        this.type = type;
    }

    /** An object of medium size; for generated code only. */
    public static class Medium extends WasmStruct {
        public Object reference2;
        public Object reference3;
        public long number1;
        public long number2;

        /** An object whose fields are not set yet. */
        public Medium(DefinedType type) {
            super(type);
        }
    }

    private static final class Large extends Medium {
        private final Object[] references;
        private final long[] numbers;

        Large(DefinedType type, int references, int numbers) {
            super(type);
            this.references = new Object[Math.max(0, references - 4)];
            this.numbers = new long[Math.max(0, numbers - 3)];
        }
    }

    /** A structure whose fields are not set yet: references must be, even to null. */
    public static WasmStruct create(DefinedType type, StructLayout layout) {
        if (isSmall(layout)) {
            return new WasmStruct(type);
        }
        return isLarge(layout) ? large(type, layout.references(), layout.numbers()) : new Medium(type);
    }

    /** Whether objects of a layout are no more than this class. */
    public static boolean isSmall(StructLayout layout) {
        return layout.references() <= 2 && layout.numbers() <= 1;
    }

    /** Whether objects of a layout have arrays. */
    public static boolean isLarge(StructLayout layout) {
        return layout.references() > 4 || layout.numbers() > 3;
    }

    /** An object with so many references and numbers, which are more than a medium one has. */
    public static Medium large(DefinedType type, int references, int numbers) {
        return new Large(type, references, numbers);
    }

    /** The structure that a reference is; traps where it is null. */
    public static WasmStruct of(Object reference, Node location) {
        if (reference instanceof WasmStruct struct) {
            return struct;
        }
        throw Trap.NULL_STRUCTURE_REFERENCE.at(location);
    }

    /** The structure, no small one, that a reference is; traps where it is null. */
    public static Medium mediumOf(Object reference, Node location) {
        if (reference instanceof Medium struct) {
            return struct;
        }
        throw Trap.NULL_STRUCTURE_REFERENCE.at(location);
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
