package dev.perigord.wasm.classfile;

/** Code that the limits of the JVM do not allow in one method or class. */
public final class CodeTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodeTooLargeException(String message) {
        super(message, null, false, false);
    }
}
