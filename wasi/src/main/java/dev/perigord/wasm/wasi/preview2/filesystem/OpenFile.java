package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.Descriptor;

/**
 * An open file or directory with its users: a guest's descriptor and the streams that it has made of it, which may live
 * longer. The last one closes it.
 */
final class OpenFile {
    private final OpenFiles owner;
    private final Descriptor descriptor;
    private int users = 1;

    OpenFile(OpenFiles owner, Descriptor descriptor) {
        this.owner = owner;
        this.descriptor = descriptor;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    /** One more user. */
    synchronized OpenFile retain() {
        users++;
        return this;
    }

    /** One user less. */
    synchronized void release() {
        users--;
        if (users == 0) {
            owner.remove(this);
            descriptor.close();
        }
    }
}
