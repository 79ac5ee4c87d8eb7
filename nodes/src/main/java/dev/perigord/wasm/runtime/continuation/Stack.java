package dev.perigord.wasm.runtime.continuation;

/** A stack of its own for a piece of code, which can leave it in the middle and come back. */
public interface Stack {
    /** Runs the code from where it is until it leaves the stack or ends. */
    void enter();

    /** Called by the code: goes on behind {@link #enter} of whoever entered the stack, until it is entered again. */
    void leave();

    /** Ends the code, which has left the stack and will not be entered again, if it holds anything that has to be freed. */
    default void abandon() {}
}
