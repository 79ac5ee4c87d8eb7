package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.cli.ExitException;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.Utf8;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;

/** Arguments, environment, random numbers, and the end of the program. */
final class ProcessFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("args_get", "ii", (wasi, a) -> get(wasi, arguments(wasi), a)),
            Binding.of("args_sizes_get", "ii", (wasi, a) -> sizes(wasi, arguments(wasi), a)),
            Binding.of("environ_get", "ii", (wasi, a) -> get(wasi, environment(wasi), a)),
            Binding.of("environ_sizes_get", "ii", (wasi, a) -> sizes(wasi, environment(wasi), a)),
            Binding.of("random_get", "ii", ProcessFunctions::random),
            Binding.of("sched_yield", "", (_, _) -> yieldThread()),
            Binding.of("proc_raise", "i", ProcessFunctions::raise),
            Binding.noReturn("proc_exit", "i", ProcessFunctions::exit));

    private static final int RANDOM_CHUNK = 1 << 16;

    private ProcessFunctions() {}

    private static List<byte[]> arguments(Preview1 wasi) {
        return wasi.configuration().arguments().stream()
                .map(ProcessFunctions::terminated)
                .toList();
    }

    private static List<byte[]> environment(Preview1 wasi) {
        return wasi.configuration().environment().entrySet().stream()
                .map(variable -> terminated(variable.getKey() + "=" + variable.getValue()))
                .toList();
    }

    private static byte[] terminated(String text) {
        return Utf8.encode(text + "\0");
    }

    /** args_get, environ_get: (pointers, bytes). */
    private static void get(Preview1 wasi, List<byte[]> strings, Arguments arguments) {
        GuestMemory memory = wasi.memory();
        long pointer = arguments.u32(0);
        long bytes = arguments.u32(1);
        for (byte[] string : strings) {
            memory.putU32(pointer, bytes);
            memory.put(bytes, string);
            pointer += Integer.BYTES;
            bytes += string.length;
        }
    }

    /** args_sizes_get, environ_sizes_get: (count, size). */
    private static void sizes(Preview1 wasi, List<byte[]> strings, Arguments arguments) {
        wasi.memory().putU32(arguments.u32(0), strings.size());
        wasi.memory()
                .putU32(
                        arguments.u32(1),
                        strings.stream().mapToInt(string -> string.length).sum());
    }

    /** random_get: (bytes, size). */
    private static void random(Preview1 wasi, Arguments arguments) {
        long address = arguments.u32(0);
        long length = arguments.u32(1);
        wasi.memory().check(address, length);
        byte[] chunk = new byte[(int) Math.min(length, RANDOM_CHUNK)];
        for (long done = 0; done < length; done += chunk.length) {
            wasi.configuration().randomness().secure().nextBytes(chunk);
            wasi.memory().put(address + done, chunk, (int) Math.min(chunk.length, length - done));
        }
    }

    /** sched_yield: (). That it is only a hint is what the guest asks for. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void yieldThread() {
        Thread.yield();
    }

    /** proc_raise: (signal). A guest has no process that could get one. */
    private static void raise(Preview1 wasi, Arguments arguments) throws WasiException {
        throw new WasiException(ErrorCode.UNSUPPORTED);
    }

    /** proc_exit: (status). */
    private static void exit(Preview1 wasi, Arguments arguments) {
        wasi.flush();
        throw new ExitException(arguments.i32(0));
    }
}
