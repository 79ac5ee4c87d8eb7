package dev.perigord.wasm.language;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.NodeClass;
import dev.perigord.wasm.nodes.call.HostFunctionRootNode;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.continuation.Stacks;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;

/**
 * Makes what the JVM makes anew for each process and every program needs: calls of the C library for its memory, the classes
 * of Truffle's annotations, and method handles.
 */
final class Preparation {
    /** Classes with the annotations that Truffle looks at when it makes an engine. */
    private static final List<Class<?>> ANNOTATED =
            List.of(InteropLibrary.class, Integer.class, WasmFunction.class, WasmLanguageProvider.class);

    private Preparation() {}

    /** Makes what is made without initializing Truffle, which the main thread does at the same time. */
    static void withoutTruffle() {
        for (Class<?> annotated : ANNOTATED) {
            Objects.requireNonNull(annotated.getAnnotations());
        }
        Stacks.best(null);
    }

    /** Makes what is left when Truffle is initialized. */
    static void withTruffle() {
        try {
            MethodHandles.publicLookup().ensureInitialized(WasmMemory.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        // Any class with children of both sorts.
        NodeClass.get(HostFunctionRootNode.class);
    }
}
