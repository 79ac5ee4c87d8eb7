package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownKeyException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.type.WitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A map: hash entries, in the order in which the guest gave them. */
@ExportLibrary(InteropLibrary.class)
record MapObject(Map<?, ?> map, WitType key, WitType value, ToPolyglot values) implements TruffleObject {
    /** Keys have no resources in them, for which alone a plan would be needed. */
    private static final FromPolyglot KEYS = new FromPolyglot(null);

    @ExportMessage
    boolean hasHashEntries() {
        return true;
    }

    @ExportMessage
    long getHashSize() {
        return map.size();
    }

    @ExportMessage
    @TruffleBoundary
    boolean isHashEntryReadable(Object wanted) {
        try {
            return map.containsKey(KEYS.convert(wanted, key, "key"));
        } catch (TypeMismatchException _) {
            return false;
        }
    }

    @ExportMessage
    @TruffleBoundary
    Object readHashValue(Object wanted) throws UnknownKeyException {
        if (!isHashEntryReadable(wanted)) {
            throw UnknownKeyException.create(wanted);
        }
        return values.convert(map.get(KEYS.convert(wanted, key, "key")), value);
    }

    @ExportMessage
    @TruffleBoundary
    Object getHashEntriesIterator() throws UnsupportedMessageException {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        ListObject pairs = new ListObject(
                entries.size(),
                i -> new ListObject(
                        2,
                        part -> part == 0
                                ? values.convert(entries.get(i).getKey(), key)
                                : values.convert(entries.get(i).getValue(), value)));
        return InteropLibrary.getUncached().getIterator(pairs);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(boolean allowSideEffects) {
        return map.entrySet().stream()
                .map(entry -> DisplayText.of(values.convert(entry.getKey(), key), allowSideEffects) + ": "
                        + DisplayText.of(values.convert(entry.getValue(), value), allowSideEffects))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return "map<" + key + ", " + value + ">";
    }
}
