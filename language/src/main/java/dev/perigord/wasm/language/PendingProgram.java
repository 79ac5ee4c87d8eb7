package dev.perigord.wasm.language;

import dev.perigord.wasm.module.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program in a file, which is decoded before anybody asks for it. Whoever asks has read the file as well: only if the bytes
 * are the same, and so are the features, is the result what decoding them would give. What goes wrong here does not matter, since
 * decoding again says it.
 */
final class PendingProgram implements Runnable {
    /** What a file contains, if it is a valid program. */
    private record Content(byte[] bytes, DecodedProgram program) {}

    private final FutureTask<Content> task;
    private final AtomicBoolean isClaimed = new AtomicBoolean();

    PendingProgram(Path file) {
        task = new FutureTask<>(() -> read(file));
    }

    private static Content read(Path file) throws IOException {
        // What is no file gives its bytes only once.
        if (!Files.isRegularFile(file)) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(file);
        return DecodedProgram.isBinary(bytes) ? new Content(bytes, DecodedProgram.of(bytes, Feature.DEFAULT)) : null;
    }

    /** Decodes the file, if nobody waits for it in vain. */
    @Override
    public void run() {
        if (isClaimed.compareAndSet(false, true)) {
            task.run();
        }
    }

    /** The program with these bytes, or {@code null} if it has not been begun or is another one. */
    DecodedProgram get(byte[] bytes, Set<Feature> features) {
        if (isClaimed.compareAndSet(false, true)) {
            task.cancel(false);
        }
        if (!features.equals(Feature.DEFAULT)) {
            return null;
        }
        try {
            Content content = task.get();
            return content != null && Arrays.equals(content.bytes, bytes) ? content.program : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (CancellationException | ExecutionException e) {
            return null;
        }
    }
}
