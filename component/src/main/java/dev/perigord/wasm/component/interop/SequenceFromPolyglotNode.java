package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import dev.perigord.wasm.component.type.WitType;

/** Lists and tuples: made of arrays, and of everything else that can be iterated but strings. */
abstract class SequenceFromPolyglotNode extends FromPolyglotNode {
    @Child
    private IterationNode iteration;

    SequenceFromPolyglotNode(WitType type, Libraries libraries) {
        super(type, libraries);
        this.iteration = new IterationNode(libraries);
    }

    /** The elements of what is no array; null for an array, whose elements are read one by one. */
    final Object[] iterated(Object value) throws InteropException {
        if (interop().hasArrayElements(value)) {
            return null;
        }
        if (interop().hasIterator(value) && !interop().isString(value)) {
            return iteration.read(interop().getIterator(value));
        }
        throw mismatch(value);
    }

    final int size(Object value, Object[] iterated) throws InteropException {
        if (iterated != null) {
            return iterated.length;
        }
        long size = interop().getArraySize(value);
        if (size > Integer.MAX_VALUE) {
            throw mismatch(value);
        }
        return (int) size;
    }

    final Object element(Object value, Object[] iterated, int index) throws InteropException {
        return iterated != null ? iterated[index] : interop().readArrayElement(value, index);
    }
}
