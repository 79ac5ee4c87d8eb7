package dev.perigord.wasm.language;

import dev.perigord.wasm.module.Feature;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does on a thread of its own, while the main thread makes the engine and the context, what will be needed: what the JVM makes anew for
 * each process is made, the program is decoded, and the functions that it will call are emitted.
 *
 * <p>The launcher asks for it by the property {@code perigord.ahead}. An embedder may not want a thread, and runs more than one program.
 */
public final class Ahead {
    private static final boolean WANTED = Boolean.getBoolean("perigord.ahead");

    private static final AtomicReference<PendingProgram> PENDING = new AtomicReference<>();

    private Ahead() {}

    /** The thread, which ends when there is nothing to do. */
    private static final class Worker {
        static final Executor INSTANCE = create();

        private static Executor create() {
            ThreadPoolExecutor executor = new ThreadPoolExecutor(
                    1,
                    1,
                    1,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("wasm-ahead").factory());
            executor.allowCoreThreadTimeOut(true);
            return executor;
        }
    }

    /** Begins with a program that will be asked for. */
    public static void begin(Path file) {
        if (WANTED) {
            PendingProgram program = new PendingProgram(file);
            PENDING.set(program);
            Worker.INSTANCE.execute(Preparation::withoutTruffle);
            Worker.INSTANCE.execute(program);
        }
    }

    /** Goes on when Truffle is initialized. */
    static void languageIsThere() {
        if (WANTED) {
            Worker.INSTANCE.execute(Preparation::withTruffle);
        }
    }

    /** Runs one thing after another on the thread; {@code null} if nobody asks for it. */
    static Executor worker() {
        return WANTED ? Worker.INSTANCE : null;
    }

    /**
     * Decodes and validates a program in the binary format, if that has not been done.
     *
     * @throws dev.perigord.wasm.module.MalformedException if it does not follow the format
     * @throws dev.perigord.wasm.module.InvalidException if a rule of validation is broken
     */
    static DecodedProgram decode(byte[] bytes, Set<Feature> features) {
        PendingProgram pending = PENDING.getAndSet(null);
        DecodedProgram decoded = pending == null ? null : pending.get(bytes, features);
        return decoded == null ? DecodedProgram.of(bytes, features) : decoded;
    }
}
