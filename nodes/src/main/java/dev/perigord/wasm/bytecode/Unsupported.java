package dev.perigord.wasm.bytecode;

/** A function that cannot be a JVM method; it runs as an AST. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
        super(message, null, false, false);
    }
}
