package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownKeyException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.type.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A map: hash entries, in the order in which the guest gave them. */
@ExportLibrary(InteropLibrary.class)
record MapObject(Map<?, ?> map, Types types) implements TruffleObject {
    /** What all maps of a type have in common: how keys and values are converted, and keys that the host looks for. */
    record Types(MapType type, ToPolyglot keys, ToPolyglot values, FromPolyglotNode wanted) {
        Types(MapType type) {
            this(
                    type,
                    ToPolyglot.of(type.key()),
                    ToPolyglot.of(type.value()),
                    FromPolyglotNode.create(type.key(), Libraries.UNCACHED));
        }
    }

    /** Keys have no resources in them, for which alone a plan would be needed. */
    private Object key(Object wanted) {
        return types.wanted().execute(wanted, null);
    }

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
            return map.containsKey(key(wanted));
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
        return types.values().convert(map.get(key(wanted)));
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
                                ? types.keys().convert(entries.get(i).getKey())
                                : types.values().convert(entries.get(i).getValue())));
        return InteropLibrary.getUncached().getIterator(pairs);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(boolean allowSideEffects) {
        return map.entrySet().stream()
                .map(entry -> DisplayText.of(types.keys().convert(entry.getKey()), allowSideEffects) + ": "
                        + DisplayText.of(types.values().convert(entry.getValue()), allowSideEffects))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return types.type().toString();
    }
}
