package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.StopIterationException;
import com.oracle.truffle.api.nodes.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads an iterator to its end. */
final class IterationNode extends Node {
    @Child
    private InteropLibrary iterators;

    IterationNode(Libraries libraries) {
        this.iterators = libraries.create();
    }

    Object[] read(Object iterator) throws InteropException {
        List<Object> elements = new ArrayList<>();
        try {
            while (iterators.hasIteratorNextElement(iterator)) {
                add(elements, iterators.getIteratorNextElement(iterator));
            }
        } catch (StopIterationException _) {
            // Another thread took the last element.
        }
        return array(elements);
    }

    @TruffleBoundary
    private static void add(List<Object> elements, Object element) {
        elements.add(element);
    }

    @TruffleBoundary
    private static Object[] array(List<Object> elements) {
        return elements.toArray();
    }
}
