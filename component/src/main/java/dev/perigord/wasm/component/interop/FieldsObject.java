package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Cached.Shared;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.util.StringJoiner;

/** A record, flags or variant: members that answer to their names in WIT and to camelCase. */
@ExportLibrary(InteropLibrary.class)
final class FieldsObject implements TruffleObject {
    final FieldNames fields;
    private final Object[] values;

    /** Keeps the array of polyglot values. */
    FieldsObject(FieldNames fields, Object... values) {
        this.fields = fields;
        this.values = values;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ListObject(fields.names().size(), fields.names()::get);
    }

    @ExportMessage
    boolean isMemberReadable(String member, @Shared @Cached IndexNode index) {
        return index.execute(fields, member) != FieldNames.NONE;
    }

    @ExportMessage
    Object readMember(String member, @Shared @Cached IndexNode index) throws UnknownIdentifierException {
        int found = index.execute(fields, member);
        if (found == FieldNames.NONE) {
            throw UnknownIdentifierException.create(member);
        }
        return values[found];
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(boolean allowSideEffects) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.length; i++) {
            text.add(fields.names().get(i) + ": " + DisplayText.of(values[i], allowSideEffects));
        }
        return text.toString();
    }
}
