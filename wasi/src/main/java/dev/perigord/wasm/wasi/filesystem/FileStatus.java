package dev.perigord.wasm.wasi.filesystem;

/**
 * What is known about a file without reading it; times are in nanoseconds since 1970-01-01T00:00:00Z.
 *
 * @param device the device, which together with {@code inode} identifies the file
 * @param inode the file on its device
 * @param links the number of names
 * @param size the size in bytes; of a symbolic link, the length of what it holds
 */
public record FileStatus(
        long device,
        long inode,
        FileType type,
        long links,
        long size,
        long accessTime,
        long modificationTime,
        long changeTime) {}
