package dev.perigord.wasm.component.task;

/** Whoever waits for a task (CanonicalABI.md {@code OnStart}, {@code OnResolve}). */
public interface Caller {
    /** Whether the caller is a component, which takes values out of the callee's memory, or the host. */
    boolean isGuest();

    /** The arguments as lifted values, asked for when the task starts. */
    Object[] start();

    /** Takes the result as a lifted value, null if the function has none, while the callee's memory still holds it. */
    void resolve(Object result);

    /** The task was cancelled, as the caller had asked for. */
    void cancelled();
}
