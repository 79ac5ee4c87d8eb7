package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import java.util.HashMap;
import java.util.Map;

/** The slots of a JVM method in which values of the operand stack are for a while. */
final class Slots {
    private record Place(int position, Type type, boolean waiting) {
        // Those that records have are slow until they are compiled.

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && position == place.position
                    && waiting == place.waiting
                    && type.equals(place.type);
        }

        @Override
        public int hashCode() {
            return (position * 2 + (waiting ? 1 : 0)) * 31 + type.hashCode();
        }
    }

    private final MethodWriter code;
    private final Map<Place, Integer> places = new HashMap<>();

    Slots(MethodWriter code) {
        this.code = code;
    }

    /** The slot in which the value at a position of the operand stack waits for the end of a block. */
    int waiting(int position, Type type) {
        return slot(new Place(position, type, true));
    }

    /** A slot for a value that is moved at once; {@code position} tells those apart that are moved together. */
    int temporary(int position, Type type) {
        return slot(new Place(position, type, false));
    }

    private int slot(Place place) {
        Integer known = places.get(place);
        if (known != null) {
            return known;
        }
        int slot = code.slot(place.type);
        places.put(place, slot);
        return slot;
    }
}
