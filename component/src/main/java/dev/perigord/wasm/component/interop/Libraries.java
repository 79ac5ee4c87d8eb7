package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropLibrary;

/**
 * Where the nodes that read values of the host get their interop libraries from: the rules are the same for all.
 *
 * @param isCached for nodes of a tree that is run often: each node knows the classes of the values that it sees
 * @param arrays the arrays of Java among the values
 */
record Libraries(boolean isCached, HostArrays arrays) {
    /** For slow paths. */
    static final Libraries UNCACHED = new Libraries(false, HostArrays.NONE);

    private static final int LIMIT = 3;

    InteropLibrary create() {
        return isCached ? InteropLibrary.getFactory().createDispatched(LIMIT) : InteropLibrary.getUncached();
    }
}
