package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.LoopNode;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;

/** A list of any length or of a fixed one; numbers are copied as a whole where that is possible. */
final class ListFromPolyglotNode extends SequenceFromPolyglotNode {
    /** Lists of all lengths. */
    static final long ANY = -1;

    private final WitType elementType;
    private final long length;

    @Child
    private FromPolyglotNode element;

    /** Null unless the elements are numbers. */
    @Child
    private NumberArrayNode numbers;

    /** For the elements themselves. */
    @Child
    private InteropLibrary elements;

    ListFromPolyglotNode(WitType type, WitType elementType, long length, Libraries libraries) {
        super(type, libraries);
        this.elementType = elementType;
        this.length = length;
        this.element = create(elementType, libraries);
        this.numbers = NumberArrayNode.create(elementType, libraries);
        this.elements = libraries.create();
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        Object copy = numbers == null ? null : numbers.copy(value);
        if (copy != null) {
            checkLength(value, Array.getLength(copy));
            return copy;
        }
        Object[] iterated = iterated(value);
        int size = checkLength(value, size(value, iterated));
        Object list = ListValues.newArray(elementType, size);
        Object target = list != null ? list : new Object[size];
        for (int i = 0; i < size; i++) {
            ListValues.set(target, i, element(element(value, iterated, i), i, resources));
        }
        LoopNode.reportLoopCount(this, size);
        return target instanceof Object[] values ? Collections.unmodifiableList(Arrays.asList(values)) : target;
    }

    private int checkLength(Object value, long found) {
        if (found > Integer.MAX_VALUE || (length != ANY && found != length)) {
            throw mismatch(value);
        }
        return (int) found;
    }

    private Object element(Object value, int index, ResourceTypes resources) throws InteropException {
        if (elementType.kind() == TypeKind.U8 && elements.fitsInByte(value)) {
            return (int) elements.asByte(value); // a byte[] of Java has numbers with a sign
        }
        try {
            return element.execute(value, resources);
        } catch (TypeMismatchException e) {
            throw e.at(", element ", index);
        }
    }
}
