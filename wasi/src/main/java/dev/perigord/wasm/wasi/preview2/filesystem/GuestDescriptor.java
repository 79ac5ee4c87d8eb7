package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.Descriptor;
import dev.perigord.wasm.wasi.filesystem.DirectoryHandle;
import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.filesystem.FileStatus;
import dev.perigord.wasm.wasi.filesystem.FileType;
import dev.perigord.wasm.wasi.filesystem.OpenFlag;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A guest's {@code wasi:filesystem/types.descriptor}. */
final class GuestDescriptor {
    /** A guest may ask for any number of bytes; no more are given at a time. */
    private static final int MAXIMUM_READ = 1 << 16;

    private final OpenFiles files;
    private final OpenFile file;
    private final Set<DescriptorFlag> flags;

    /** A user of something open, which it releases; {@code flags} are what the guest is told about it. */
    GuestDescriptor(OpenFiles files, OpenFile file, Set<DescriptorFlag> flags) {
        this.files = files;
        this.file = file;
        this.flags = flags;
    }

    /** A directory that a guest starts with. */
    static GuestDescriptor preopened(OpenFiles files, OpenFile directory, boolean readOnly) {
        return new GuestDescriptor(files, directory, directoryFlags(!readOnly));
    }

    private static Set<DescriptorFlag> directoryFlags(boolean mutable) {
        return mutable
                ? EnumSet.of(DescriptorFlag.READ, DescriptorFlag.MUTATE_DIRECTORY)
                : EnumSet.of(DescriptorFlag.READ);
    }

    /** Closes it, unless streams still use it. */
    void drop() {
        file.release();
    }

    Set<DescriptorFlag> flags() {
        return flags;
    }

    Descriptor descriptor() {
        return file.descriptor();
    }

    /** The directory, to do something below it. */
    DirectoryHandle directory() throws WasiException {
        return descriptor().asDirectory();
    }

    /** The file, to do something with its bytes; whoever has a directory has no such descriptor. */
    FileHandle file() throws WasiException {
        return switch (descriptor()) {
            case FileHandle found -> found;
            case DirectoryHandle _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        };
    }

    private FileHandle readable() throws WasiException {
        return require(file().isReadable());
    }

    private FileHandle writable() throws WasiException {
        return require(file().isWritable());
    }

    private FileHandle require(boolean granted) throws WasiException {
        if (!granted) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        return file();
    }

    private static long checkOffset(long offset) throws WasiException {
        if (offset < 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        return offset;
    }

    FileInput readStream(long offset) throws WasiException {
        FileHandle handle = readable();
        long position = checkOffset(offset);
        return new FileInput(file.retain(), handle, position);
    }

    FileOutput writeStream(long offset) throws WasiException {
        FileHandle handle = writable();
        long position = checkOffset(offset);
        return new FileOutput(file.retain(), handle, position);
    }

    FileOutput appendStream() throws WasiException {
        FileHandle handle = writable();
        return new FileOutput(file.retain(), handle, FileOutput.APPEND);
    }

    /** The tuple of some bytes, and whether the end was reached. */
    List<Object> read(long length, long offset) throws WasiException {
        FileHandle handle = readable();
        long position = checkOffset(offset);
        byte[] bytes = new byte[length < 0 || length > MAXIMUM_READ ? MAXIMUM_READ : (int) length];
        int count = handle.read(ByteBuffer.wrap(bytes), position);
        return List.of(Arrays.copyOf(bytes, Math.max(count, 0)), count == FileHandle.END);
    }

    long write(byte[] bytes, long offset) throws WasiException {
        return writable().write(ByteBuffer.wrap(bytes), checkOffset(offset));
    }

    FileType type() throws WasiException {
        return switch (descriptor()) {
            case FileHandle found -> found.type();
            case DirectoryHandle _ -> FileType.DIRECTORY;
        };
    }

    /**
     * Opens a file or directory below this one. What can be changed through a directory is a property of the directory
     * that it was found in; asking for it again, as some C libraries do, changes nothing.
     */
    GuestDescriptor open(String path, Set<OpenFlag> how, Set<DescriptorFlag> wanted) throws WasiException {
        DirectoryHandle directory = directory();
        boolean mutable = flags.contains(DescriptorFlag.MUTATE_DIRECTORY);
        boolean changes = wanted.contains(DescriptorFlag.WRITE)
                || how.contains(OpenFlag.CREATE)
                || how.contains(OpenFlag.TRUNCATE);
        if (changes && !mutable) {
            throw new WasiException(ErrorCode.READ_ONLY);
        }
        if (how.contains(OpenFlag.DIRECTORY)
                && (how.contains(OpenFlag.CREATE)
                        || how.contains(OpenFlag.EXCLUSIVE)
                        || how.contains(OpenFlag.TRUNCATE))) {
            throw new WasiException(ErrorCode.INVALID);
        }
        OpenFile opened = files.add(directory.open(path, openFlags(how, wanted)));
        return switch (opened.descriptor()) {
            case DirectoryHandle _ -> new GuestDescriptor(files, opened, directoryFlags(mutable));
            case FileHandle _ -> {
                Set<DescriptorFlag> told = EnumSet.noneOf(DescriptorFlag.class);
                told.addAll(wanted);
                told.remove(DescriptorFlag.MUTATE_DIRECTORY);
                if (!told.contains(DescriptorFlag.WRITE)) {
                    told.add(DescriptorFlag.READ);
                }
                yield new GuestDescriptor(files, opened, told);
            }
        };
    }

    private static Set<OpenFlag> openFlags(Set<OpenFlag> how, Set<DescriptorFlag> wanted) {
        Set<OpenFlag> result = EnumSet.noneOf(OpenFlag.class);
        result.addAll(how);
        for (DescriptorFlag flag : wanted) {
            switch (flag) {
                case READ -> result.add(OpenFlag.READ);
                case WRITE -> result.add(OpenFlag.WRITE);
                case FILE_INTEGRITY_SYNC -> result.add(OpenFlag.FILE_SYNC);
                case DATA_INTEGRITY_SYNC -> result.add(OpenFlag.DATA_SYNC);
                // Reads never give what is not on the device in any way that a guest could tell.
                case REQUESTED_WRITE_SYNC, MUTATE_DIRECTORY -> {}
            }
        }
        return result;
    }

    /** Whether both are the same file; what cannot be looked at is not the same as anything. */
    boolean isSameObject(GuestDescriptor other) {
        try {
            FileStatus mine = descriptor().status();
            FileStatus others = other.descriptor().status();
            return mine.device() == others.device() && mine.inode() == others.inode();
        } catch (WasiException _) {
            return false;
        }
    }
}
