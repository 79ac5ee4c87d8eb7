package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.Descriptor;
import dev.perigord.wasm.wasi.filesystem.DirectoryEntry;
import dev.perigord.wasm.wasi.filesystem.DirectoryHandle;
import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.io.ByteSink;
import dev.perigord.wasm.wasi.io.ByteSource;
import java.util.List;

/** What a file descriptor of preview1 stands for. */
sealed interface Entry {
    /** Closes what belongs to the guest. */
    default void close() {}

    /** Standard input. */
    record Input(ByteSource source) implements Entry {}

    /** Standard output or error output. */
    record Output(ByteSink sink) implements Entry {}

    /** A file or directory. */
    sealed interface Opened extends Entry {
        /** The file or directory. */
        Descriptor descriptor();

        /** Closes once nobody moves bytes any more: the number of what is closed may soon be that of another file. */
        @Override
        default void close() {
            synchronized (this) {
                descriptor().close();
            }
        }
    }

    /**
     * An open file, its position and its {@code fdflags}. Several threads of the guest may use it: whoever reads or
     * moves the position holds its lock, as an operating system does.
     */
    final class File implements Opened {
        private final FileHandle handle;
        private long position;
        private int flags;

        File(FileHandle handle, int flags) {
            this.handle = handle;
            this.flags = flags;
        }

        @Override
        public Descriptor descriptor() {
            return handle;
        }

        FileHandle handle() {
            return handle;
        }

        long position() {
            return position;
        }

        void setPosition(long value) {
            position = value;
        }

        int flags() {
            return flags;
        }

        void setFlags(int value) {
            flags = value;
        }

        boolean isAppending() {
            return (flags & Constants.FDFLAGS_APPEND) != 0;
        }
    }

    /** An open directory, with its name if it was granted. Whoever lists it holds its lock. */
    final class Directory implements Opened {
        private final DirectoryHandle handle;
        private final String preopenName;

        /** The names that are being listed, as they were when the guest started to. */
        private List<DirectoryEntry> listing;

        Directory(DirectoryHandle handle, String preopenName) {
            this.handle = handle;
            this.preopenName = preopenName;
        }

        @Override
        public Descriptor descriptor() {
            return handle;
        }

        DirectoryHandle handle() {
            return handle;
        }

        /** The name, or {@code null} if the guest has opened it itself. */
        String preopenName() {
            return preopenName;
        }

        List<DirectoryEntry> listing() {
            return listing;
        }

        void setListing(List<DirectoryEntry> value) {
            listing = value;
        }
    }
}
