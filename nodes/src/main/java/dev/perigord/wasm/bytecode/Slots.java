package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import java.util.HashMap;
import java.util.Map;

/** The slots of a JVM method in which values of the operand stack are for a while. */
final class Slots {
    private record Place(int position, Type type, boolean waiting) {}

    private final MethodWriter code;
    private final Map<Place, Integer> places = new HashMap<>();

    Slots(MethodWriter code) {
        this.code = code;
    }

    /** The slot in which the value at a position of the operand stack waits for the end of a block. */
    int waiting(int position, Type type) {
        return places.computeIfAbsent(new Place(position, type, true), place -> code.slot(place.type));
    }

    /** A slot for a value that is moved at once; {@code position} tells those apart that are moved together. */
    int temporary(int position, Type type) {
        return places.computeIfAbsent(new Place(position, type, false), place -> code.slot(place.type));
    }
}
