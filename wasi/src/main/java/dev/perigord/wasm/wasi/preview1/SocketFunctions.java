package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;

/** Sockets, of which preview1 can open none: whatever a descriptor is, it is no socket. */
final class SocketFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("sock_accept", "iii", SocketFunctions::noSocket),
            Binding.of("sock_recv", "iiiiii", SocketFunctions::noSocket),
            Binding.of("sock_send", "iiiii", SocketFunctions::noSocket),
            Binding.of("sock_shutdown", "ii", SocketFunctions::noSocket));

    private SocketFunctions() {}

    /** All of them: (fd, …). */
    private static void noSocket(Preview1 wasi, Arguments arguments) throws WasiException {
        wasi.entries().get(arguments.i32(0));
        throw new WasiException(ErrorCode.NOT_SOCKET);
    }
}
