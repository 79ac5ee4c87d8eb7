package dev.perigord.wasm.wasi.filesystem;

/** How a guest expects to access a part of a file, in the order of preview1, 0.2 and POSIX alike. */
public enum Advice {
    NORMAL,
    SEQUENTIAL,
    RANDOM,
    WILL_NEED,
    DONT_NEED,
    NO_REUSE
}
