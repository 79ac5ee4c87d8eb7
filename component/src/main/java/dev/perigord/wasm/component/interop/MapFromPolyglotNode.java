package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.TypeKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map: hash entries, or members if its keys are strings. */
final class MapFromPolyglotNode extends FromPolyglotNode {
    private final boolean hasTextKeys;

    @Child
    private IterationNode entries;

    /** For the entries, or for the array of names of members. */
    @Child
    private InteropLibrary arrays;

    @Child
    private FromPolyglotNode keys;

    @Child
    private FromPolyglotNode values;

    MapFromPolyglotNode(MapType type, Libraries libraries) {
        super(type, libraries);
        this.hasTextKeys = type.key().kind() == TypeKind.STRING;
        this.entries = new IterationNode(libraries);
        this.arrays = libraries.create();
        this.keys = create(type.key(), libraries);
        this.values = create(type.value(), libraries);
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (interop().hasHashEntries(value)) {
            for (Object entry : entries.read(interop().getHashEntriesIterator(value))) {
                Object key = key(arrays.readArrayElement(entry, 0), resources);
                put(map, key, value(key, arrays.readArrayElement(entry, 1), resources));
            }
        } else if (hasTextKeys && interop().hasMembers(value)) {
            Object names = interop().getMembers(value);
            long count = arrays.getArraySize(names);
            for (long i = 0; i < count; i++) {
                String key = (String) key(arrays.readArrayElement(names, i), resources);
                put(map, key, value(key, interop().readMember(value, key), resources));
            }
        } else {
            throw mismatch(value);
        }
        return map;
    }

    private Object key(Object key, ResourceTypes resources) {
        try {
            return keys.execute(key, resources);
        } catch (TypeMismatchException e) {
            throw e.at(", key");
        }
    }

    private Object value(Object key, Object value, ResourceTypes resources) {
        try {
            return values.execute(value, resources);
        } catch (TypeMismatchException e) {
            throw e.at(", value of ", key);
        }
    }

    @TruffleBoundary
    private static void put(Map<Object, Object> map, Object key, Object value) {
        map.put(key, value);
    }
}
