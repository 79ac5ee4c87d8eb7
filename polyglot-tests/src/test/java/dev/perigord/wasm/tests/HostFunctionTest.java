package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.ComponentException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/** What a component, {@code probe.wat}, sees of Java code: errors, exceptions, resources; and the end of its context. */
class HostFunctionTest {
    enum ErrorCode {
        NO_ENTRY,
        DNS_TIMEOUT
    }

    /** The interface {@code files} of the world {@code probe}. */
    public static class Files {
        /** Function {@code size}, whose result is {@code result<u64, error-code>}. */
        @HostAccess.Export
        public BigInteger size(String name) {
            return switch (name) {
                case "large" -> BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
                case "remote" -> throw new ComponentException(ErrorCode.DNS_TIMEOUT);
                case "wrong" -> throw new ComponentException(5);
                case "broken" -> throw new IllegalStateException("the disk is gone");
                default -> throw new ComponentException(ErrorCode.NO_ENTRY);
            };
        }

        /** The constructor of the resource {@code counter}. */
        @HostAccess.Export
        public Counter newCounter(int start) {
            return new Counter(start);
        }

        /** Its static function {@code make}. */
        @HostAccess.Export
        public Counter counterMake(int start) {
            return new Counter(start * 10);
        }
    }

    /** The resource {@code counter}. */
    public static final class Counter {
        private int count;

        private Counter(int start) {
            count = start;
        }

        /** Method {@code inc}. */
        @HostAccess.Export
        public int inc() {
            return ++count;
        }
    }

    interface Probe {
        BigInteger size(String name);

        int count();

        void spin();
    }

    private static Source source() throws IOException {
        return Source.newBuilder("wasm", HostFunctionTest.class.getResource("probe.component.wasm"))
                .build();
    }

    private static Probe instantiate(Value component) {
        return Bindings.toJava(component.newInstance(Bindings.toGuest(Map.of("files", new Files()))), Probe.class);
    }

    @Test
    void aComponentExceptionIsAnErrorOfTheGuest() throws IOException {
        try (Context context = Context.create("wasm")) {
            Probe probe = instantiate(context.eval(source()));
            assertEquals(new BigInteger("18446744073709551615"), probe.size("large"));
            assertEquals(ErrorCode.NO_ENTRY, error(probe, "absent"));
            assertEquals(ErrorCode.DNS_TIMEOUT, error(probe, "remote"));
        }
    }

    private static ErrorCode error(Probe probe, String name) {
        PolyglotException error = assertThrows(PolyglotException.class, () -> probe.size(name));
        assertTrue(error.isGuestException());
        return Bindings.toJava(error.getGuestObject(), ErrorCode.class);
    }

    @Test
    void anyOtherExceptionReachesTheCaller() throws IOException {
        try (Context context = Context.create("wasm")) {
            Value component = context.eval(source());
            Probe probe = instantiate(component);
            PolyglotException thrown = assertThrows(PolyglotException.class, () -> probe.size("broken"));
            assertTrue(thrown.isHostException());
            assertEquals("the disk is gone", thrown.asHostException().getMessage());
            Probe other = instantiate(component);
            PolyglotException wrong = assertThrows(PolyglotException.class, () -> other.size("wrong"));
            assertTrue(wrong.getMessage().startsWith("error of test:probe/files#size: expected "), wrong.getMessage());
        }
    }

    @Test
    void resourcesOfTheHost() throws IOException {
        try (Context context = Context.create("wasm")) {
            assertEquals(6 + 21, instantiate(context.eval(source())).count());
        }
    }

    @Test
    void contextsOfOneEngineShareTheComponent() throws IOException {
        Source source = source();
        try (Engine engine = Engine.create("wasm");
                Context first = Context.newBuilder("wasm").engine(engine).build();
                Context second = Context.newBuilder("wasm").engine(engine).build()) {
            Value component = first.eval(source);
            assertEquals(27, instantiate(component).count());
            int built = builtFunctions(first, component);
            assertTrue(built > 0);
            Value again = second.eval(source);
            assertEquals(27, instantiate(again).count());
            assertEquals(built, builtFunctions(second, again), "nothing was built a second time");
        }
    }

    private static int builtFunctions(Context context, Value component) {
        return context.getBindings("wasm")
                .invokeMember("builtFunctions", component)
                .asInt();
    }

    @Test
    void closingTheContextEndsALoop() throws Exception {
        Context context = Context.create("wasm");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Probe probe = instantiate(context.eval(source()));
            Future<?> spinning = threads.submit(probe::spin);
            Thread.sleep(200);
            context.close(true);
            Exception ended = assertThrows(Exception.class, () -> spinning.get(1, TimeUnit.MINUTES));
            assertTrue(((PolyglotException) ended.getCause()).isCancelled(), ended::toString);
        }
    }
}
