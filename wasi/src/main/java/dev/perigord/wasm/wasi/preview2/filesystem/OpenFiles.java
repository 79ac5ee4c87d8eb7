package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.Descriptor;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that one guest has open, so that it is not too much, and that nothing stays open after the guest. */
public final class OpenFiles implements AutoCloseable {
    private final int limit;
    private final Set<OpenFile> open = new HashSet<>();

    /** Nothing yet. */
    public OpenFiles(int limit) {
        this.limit = limit;
    }

    /**
     * Takes over what was opened, with one user.
     *
     * @throws WasiException with {@link ErrorCode#TOO_MANY_OPEN_FILES}, and then it is closed
     */
    synchronized OpenFile add(Descriptor descriptor) throws WasiException {
        if (open.size() >= limit) {
            descriptor.close();
            throw new WasiException(ErrorCode.TOO_MANY_OPEN_FILES);
        }
        OpenFile added = new OpenFile(this, descriptor);
        open.add(added);
        return added;
    }

    synchronized void remove(OpenFile closed) {
        open.remove(closed);
    }

    /** How many there are. */
    public synchronized int size() {
        return open.size();
    }

    /** Closes what is left. */
    @Override
    public void close() {
        List<OpenFile> left;
        synchronized (this) {
            left = new ArrayList<>(open);
            open.clear();
        }
        left.forEach(file -> file.descriptor().close());
    }
}
