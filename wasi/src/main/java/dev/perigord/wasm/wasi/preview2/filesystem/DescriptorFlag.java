package dev.perigord.wasm.wasi.preview2.filesystem;

/** The flags {@code descriptor-flags} in their order. */
enum DescriptorFlag {
    READ,
    WRITE,
    FILE_INTEGRITY_SYNC,
    DATA_INTEGRITY_SYNC,
    REQUESTED_WRITE_SYNC,
    MUTATE_DIRECTORY
}
