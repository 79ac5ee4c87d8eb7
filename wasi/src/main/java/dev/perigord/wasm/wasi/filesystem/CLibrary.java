package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;

/** Calls of the C library with {@code errno} turned into exceptions. */
final class CLibrary {
    static final MemoryLayout INT = ValueLayout.JAVA_INT;
    static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
    static final MemoryLayout POINTER = ValueLayout.ADDRESS;

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    /** {@code EINTR}: a signal of the JVM's own has interrupted the call. */
    private static final int INTERRUPTED = 4;

    private CLibrary() {}

    /** A call; {@code state} is the first argument of every handle that {@link #function} gives. */
    @FunctionalInterface
    interface Call {
        long make(Arena arena, MemorySegment state) throws Throwable;
    }

    /**
     * Links a function.
     *
     * @throws IllegalCallerException if native access is denied
     * @throws NoSuchElementException if there is none of the name
     */
    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return link(name, FunctionDescriptor.of(result, parameters), Linker.Option.captureCallState("errno"));
    }

    /** Links {@code syscall(2)} with parameters for one system call, the first of which is its number. */
    static MethodHandle systemCall(MemoryLayout... parameters) {
        return link(
                "syscall",
                FunctionDescriptor.of(LONG, parameters),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup lookup = linker.defaultLookup();
        return linker.downcallHandle(lookup.findOrThrow(name), type, options);
    }

    /** Calls a function that says by a negative result that it failed; calls again after {@code EINTR}. */
    static long call(Call call) throws WasiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            while (true) {
                long result = call.make(arena, state);
                if (result >= 0) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != INTERRUPTED) {
                    throw new WasiException(ErrorCode.ofLinux(errno));
                }
            }
        } catch (WasiException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls a function that returns an {@code errno}, or zero for success. */
    static void callForError(Call call) throws WasiException {
        try (Arena arena = Arena.ofConfined()) {
            long errno = call.make(arena, arena.allocate(STATE));
            if (errno != 0) {
                throw new WasiException(ErrorCode.ofLinux((int) errno));
            }
        } catch (WasiException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
