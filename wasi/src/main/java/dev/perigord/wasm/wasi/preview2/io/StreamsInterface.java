package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** {@code wasi:io/streams}. What does not say that it blocks does not wait for input; output never waits for long. */
public final class StreamsInterface {
    /** What the functions that write and flush at once take; more is a mistake of the guest. */
    private static final int MAXIMUM_AT_ONCE = 4096;

    private StreamsInterface() {}

    /** The interface. */
    public static HostInterface declare(HostInterface error, HostInterface poll) {
        Declaration declaration = Declaration.of("wasi:io/streams")
                .use(error, "error")
                .use(poll, "pollable")
                .type("stream-error", "variant { last-operation-failed(error), closed }")
                .failing(StreamErrors::of);
        declareInput(declaration);
        declareOutput(declaration);
        return declaration.build();
    }

    private static void declareInput(Declaration declaration) {
        String read = "func(len: u64) -> result<list<u8>, stream-error>";
        String skip = "func(len: u64) -> result<u64, stream-error>";
        declaration
                .resource("input-stream", GuestInput.class, GuestInput::drop)
                .method("read", read, (self, a) -> self.read(a.u64(0), false))
                .method("blocking-read", read, (self, a) -> self.read(a.u64(0), true))
                .method("skip", skip, (self, a) -> (long) self.read(a.u64(0), false).length)
                .method("blocking-skip", skip, (self, a) -> (long) self.read(a.u64(0), true).length)
                .method("subscribe", "func() -> pollable", (self, _) -> self.subscribe());
    }

    private static void declareOutput(Declaration declaration) {
        String write = "func(contents: list<u8>) -> result<_, stream-error>";
        String flush = "func() -> result<_, stream-error>";
        String writeZeroes = "func(len: u64) -> result<_, stream-error>";
        String splice = "func(src: borrow<input-stream>, len: u64) -> result<u64, stream-error>";
        declaration
                .resource("output-stream", GuestOutput.class, GuestOutput::drop)
                .method("check-write", "func() -> result<u64, stream-error>", (self, _) -> {
                    self.checkOpen();
                    return (long) GuestOutput.PERMIT;
                })
                .method("write", write, (self, a) -> {
                    write(self, a, GuestOutput.PERMIT);
                    return null;
                })
                .method("blocking-write-and-flush", write, (self, a) -> {
                    write(self, a, MAXIMUM_AT_ONCE);
                    return flush(self);
                })
                .method("flush", flush, (self, _) -> flush(self))
                .method("blocking-flush", flush, (self, _) -> flush(self))
                .method("subscribe", "func() -> pollable", (_, _) -> Pollable.ALWAYS)
                .method("write-zeroes", writeZeroes, (self, a) -> {
                    writeZeroes(self, a, GuestOutput.PERMIT);
                    return null;
                })
                .method("blocking-write-zeroes-and-flush", writeZeroes, (self, a) -> {
                    writeZeroes(self, a, MAXIMUM_AT_ONCE);
                    return flush(self);
                })
                .method("splice", splice, (self, a) -> splice(self, a, false))
                .method("blocking-splice", splice, (self, a) -> splice(self, a, true));
    }

    private static Object flush(GuestOutput output) throws WasiException {
        output.flush();
        return null;
    }

    private static void write(GuestOutput output, Arguments arguments, int permit) throws WasiException {
        byte[] contents = arguments.bytes(0);
        checkPermit(arguments, contents.length, permit);
        output.write(contents);
    }

    private static void writeZeroes(GuestOutput output, Arguments arguments, int permit) throws WasiException {
        output.writeZeroes(checkPermit(arguments, arguments.u64(0), permit));
    }

    private static int checkPermit(Arguments arguments, long length, int permit) {
        if (length < 0 || length > permit) {
            throw arguments.trap(
                    "write of " + Long.toUnsignedString(length) + " bytes where " + permit + " are permitted");
        }
        return (int) length;
    }

    /** splice: (src, len). An output that has failed must not cost the input its bytes. */
    private static long splice(GuestOutput output, Arguments arguments, boolean wait) throws WasiException {
        output.checkOpen();
        byte[] bytes = arguments.resource(0, GuestInput.class).read(arguments.u64(1), wait);
        output.write(bytes);
        return bytes.length;
    }
}
