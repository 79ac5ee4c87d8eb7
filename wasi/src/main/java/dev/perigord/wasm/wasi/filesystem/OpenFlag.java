package dev.perigord.wasm.wasi.filesystem;

/** How {@link DirectoryHandle#open} opens. */
public enum OpenFlag {
    /** A symbolic link as the last component is followed; otherwise it is an error. */
    FOLLOW,
    /** A missing file is created. */
    CREATE,
    /** Anything but a directory is an error. */
    DIRECTORY,
    /** With {@link #CREATE}, a file that exists is an error. */
    EXCLUSIVE,
    /** The file becomes empty. */
    TRUNCATE,
    /** The file can be read; so it is as well where neither this nor {@link #WRITE} is given. */
    READ,
    /** The file can be written. */
    WRITE,
    /** A write returns when the data is on the device. */
    DATA_SYNC,
    /** A write returns when data and metadata are on the device. */
    FILE_SYNC,
    /** Reading a pipe that is empty is an error, not a wait. */
    NON_BLOCKING
}
