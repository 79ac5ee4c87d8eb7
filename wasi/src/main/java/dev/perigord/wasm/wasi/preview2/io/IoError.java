package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.ErrorCode;

/** A guest's {@code wasi:io/error.error}: why a stream failed. */
public record IoError(ErrorCode code) {}
