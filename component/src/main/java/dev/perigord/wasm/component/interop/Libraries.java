package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropLibrary;

/** Where the nodes that read values of the host get their interop libraries from: the rules are the same for both. */
enum Libraries {
    /** For nodes of a tree that is run often: each node knows the classes of the values that it sees. */
    CACHED {
        @Override
        InteropLibrary create() {
            return InteropLibrary.getFactory().createDispatched(LIMIT);
        }
    },

    /** For nodes outside of trees, on slow paths. */
    UNCACHED {
        @Override
        InteropLibrary create() {
            return InteropLibrary.getUncached();
        }
    };

    private static final int LIMIT = 3;

    abstract InteropLibrary create();
}
