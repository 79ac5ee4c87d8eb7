package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.LoopNode;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import java.util.Arrays;
import java.util.Collections;

/** A list of any length or of a fixed one; bytes are copied as a whole where they come as a buffer. */
final class ListFromPolyglotNode extends SequenceFromPolyglotNode {
    /** Lists of all lengths. */
    static final long ANY = -1;

    private final WitType elementType;
    private final long length;

    @Child
    private FromPolyglotNode element;

    /** For the elements themselves. */
    @Child
    private InteropLibrary elements;

    ListFromPolyglotNode(WitType type, WitType elementType, long length, Libraries libraries) {
        super(type, libraries);
        this.elementType = elementType;
        this.length = length;
        this.element = create(elementType, libraries);
        this.elements = libraries.create();
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        if (elementType.kind() == TypeKind.U8 && interop().hasBufferElements(value)) {
            return bytes(value);
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

    private byte[] bytes(Object buffer) throws InteropException {
        byte[] bytes = new byte[checkLength(buffer, interop().getBufferSize(buffer))];
        interop().readBuffer(buffer, 0, bytes, 0, bytes.length);
        return bytes;
    }

    private int checkLength(Object value, long found) {
        if (found > Integer.MAX_VALUE || (length != ANY && found != length)) {
            CompilerDirectives.transferToInterpreter();
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
