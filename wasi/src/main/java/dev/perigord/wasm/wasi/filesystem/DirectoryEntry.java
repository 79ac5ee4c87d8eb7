package dev.perigord.wasm.wasi.filesystem;

/**
 * A name in a directory.
 *
 * @param inode the file's number on its device, or 0 where the file system has none
 */
public record DirectoryEntry(String name, FileType type, long inode) {}
