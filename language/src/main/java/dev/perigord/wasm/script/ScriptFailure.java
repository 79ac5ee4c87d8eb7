package dev.perigord.wasm.script;

/** A command did not do what it should; the message says what it did. */
final class ScriptFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScriptFailure(String message) {
        super(message, null, false, false);
    }
}
