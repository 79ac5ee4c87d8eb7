package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.name.Label;

/** Reads what an object of the host has by a name in WIT: a hash entry or member of that name, or of its camelCase form. */
final class MemberNode extends Node {
    private final String name;
    private final String camelCase;

    @Child
    private InteropLibrary interop;

    MemberNode(String name, Libraries libraries) {
        this.name = name;
        this.camelCase = Label.toCamelCase(name);
        this.interop = libraries.create();
    }

    /** The same on slow paths. */
    static Object find(Object object, String name) throws InteropException {
        return new MemberNode(name, Libraries.UNCACHED).read(object);
    }

    /** The value, or null if there is none. */
    Object read(Object object) throws InteropException {
        Object found = read(object, name);
        return found == null && !camelCase.equals(name) ? read(object, camelCase) : found;
    }

    private Object read(Object object, String key) throws InteropException {
        if (interop.hasHashEntries(object) && interop.isHashEntryReadable(object, key)) {
            return interop.readHashValue(object, key);
        }
        return interop.isMemberReadable(object, key) ? interop.readMember(object, key) : null;
    }
}
