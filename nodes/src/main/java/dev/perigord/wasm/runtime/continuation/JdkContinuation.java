package dev.perigord.wasm.runtime.continuation;

import dev.perigord.wasm.runtime.Polling;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A stack that is a continuation of the JDK, as virtual threads are made of. */
final class JdkContinuation implements Stack {
    private static final Handles HANDLES = Handles.find();

    /** Whether the JVM exports its continuations to this module. */
    static final boolean AVAILABLE = HANDLES != null;

    private record Handles(Object scope, MethodHandle create, MethodHandle run, MethodHandle yield) {
        static Handles find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
                Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
                Object scope = lookup.findConstructor(scopeType, MethodType.methodType(void.class, String.class))
                        .invoke("WebAssembly");
                MethodHandle create = lookup.findConstructor(
                        continuation, MethodType.methodType(void.class, scopeType, Runnable.class));
                MethodHandle yield =
                        lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopeType));
                return new Handles(
                        scope,
                        create.asType(MethodType.methodType(Object.class, Object.class, Runnable.class)),
                        lookup.findVirtual(continuation, "run", MethodType.methodType(void.class))
                                .asType(MethodType.methodType(void.class, Object.class)),
                        yield.asType(MethodType.methodType(boolean.class, Object.class)));
            } catch (Throwable e) {
                // Not exported, or not there: the JVM does not offer them.
                return null;
            }
        }
    }

    private final Object continuation;

    JdkContinuation(Runnable code) {
        try {
            continuation = (Object) HANDLES.create.invokeExact(HANDLES.scope, code);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Generated code is entered here, below the continuation, and not within it, where a switch would leave it. */
    @Override
    public void enter() {
        Polling.enter(null, JdkContinuation::run, this);
    }

    private void run() {
        try {
            HANDLES.run.invokeExact(continuation);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void leave() {
        try {
            boolean ignored = (boolean) HANDLES.yield.invokeExact(HANDLES.scope);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
