package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;

/**
 * An open file that is no directory. It keeps no position: a file that cannot be positioned, such as a pipe, ignores the
 * positions that it is given.
 *
 * <p>Reading a file that was not opened for it, and writing likewise, fails with {@link ErrorCode#BAD_DESCRIPTOR}.
 */
public non-sealed interface FileHandle extends Descriptor {
    /** What {@link #read} gives at the end of the file. */
    int END = -1;

    /** What kind of file it is. */
    FileType type();

    /** Whether it was opened for reading. */
    boolean isReadable();

    /** Whether it was opened for writing. */
    boolean isWritable();

    /** Whether positions mean anything. */
    default boolean isSeekable() {
        return type() == FileType.REGULAR_FILE || type() == FileType.BLOCK_DEVICE;
    }

    /**
     * Reads bytes from a position on.
     *
     * @return the number of bytes, which may be fewer than there is room for, or {@link #END}
     */
    int read(ByteBuffer target, long position) throws WasiException;

    /** Writes bytes at a position and gives their number, which may be fewer than there are. */
    int write(ByteBuffer source, long position) throws WasiException;

    /** Writes bytes at the end, wherever it is by then, and gives their number. */
    int append(ByteBuffer source) throws WasiException;

    /** Makes the file shorter, or longer by zeros. */
    void setSize(long size) throws WasiException;

    /** Makes sure that there is space on the device for a range, which the file grows to hold. */
    void allocate(long offset, long length) throws WasiException;

    /** Says how a range is going to be used; a length of 0 reaches to the end. */
    void advise(long offset, long length, Advice advice) throws WasiException;

    /** Whether a read of an empty pipe fails instead of waiting. */
    void setNonBlocking(boolean nonBlocking) throws WasiException;
}
