package dev.perigord.wasm.component.task;

/** Keeps all threads of the host but one out of an instance. */
public interface Guard {
    /** Lets the current thread in, again if it is inside already; false if another one is inside. */
    boolean tryEnter();

    /** Undoes one entrance. */
    void leave();

    /** A call into the instance, or what one has left to be done, was unwound. */
    void unwound();
}
