package dev.perigord.wasm.language;

import com.oracle.truffle.api.nodes.NodeClass;
import dev.perigord.wasm.nodes.call.HostFunctionRootNode;
import dev.perigord.wasm.runtime.WasmMemory;
import java.lang.invoke.MethodHandles;

/**
 * Makes on a thread of its own, while a program is loaded, what the JVM makes anew for each process and every program needs:
 * calls of the C library for its memory, and the classes of Truffle's annotations of nodes.
 *
 * <p>The launcher asks for it by a property. An embedder may not want a thread, and runs more than one program.
 */
final class Preparation {
    private static final boolean WANTED = Boolean.getBoolean("perigord.ahead");

    private Preparation() {}

    /** Begins, if the launcher wants it. */
    static void begin() {
        if (WANTED) {
            Thread.ofPlatform().daemon().name("wasm-preparation").start(Preparation::prepare);
        }
    }

    private static void prepare() {
        try {
            MethodHandles.publicLookup().ensureInitialized(WasmMemory.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        // Any class with children of both sorts.
        NodeClass.get(HostFunctionRootNode.class);
    }
}
