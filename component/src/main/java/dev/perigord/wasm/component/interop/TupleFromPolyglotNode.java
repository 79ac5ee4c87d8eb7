package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.TupleType;
import java.util.Arrays;
import java.util.Collections;

/** A tuple: as many elements, each of its own type. */
final class TupleFromPolyglotNode extends SequenceFromPolyglotNode {
    @Children
    private final FromPolyglotNode[] parts;

    TupleFromPolyglotNode(TupleType type, Libraries libraries) {
        super(type, libraries);
        this.parts = create(type.parts(), libraries);
    }

    @Override
    @ExplodeLoop
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        Object[] iterated = iterated(value);
        if (size(value, iterated) != parts.length) {
            throw mismatch(value);
        }
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Object element = element(value, iterated, i);
            try {
                values[i] = parts[i].execute(element, resources);
            } catch (TypeMismatchException e) {
                throw e.at(", element ", i);
            }
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }
}
