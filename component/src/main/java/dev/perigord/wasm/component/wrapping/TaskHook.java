package dev.perigord.wasm.component.wrapping;

/**
 * A reason for which the component model calls a core function. A module that exports {@code __wasm_task_hook} wants it
 * called before and after, with numbers that say why; its C library sets up stacks and thread-local storage there.
 */
enum TaskHook {
    /** A function is lifted synchronously. */
    SYNCHRONOUS(0, 1),
    /** A function is lifted asynchronously and waits on its own stack. */
    STACKFUL(2, TaskHook.FINISHED),
    /** A function is lifted asynchronously and has a callback; its result says whether it waits. */
    ASYNCHRONOUS(2, TaskHook.BLOCKED_OR_FINISHED),
    /** Something has happened that such a function waits for. */
    CALLBACK(3, TaskHook.BLOCKED_OR_FINISHED),
    /** The module is initialized. */
    INITIALIZE(6, 7),
    /** A resource is destroyed. */
    DESTRUCTOR(8, 9),
    /** A result has been read. */
    POST_RETURN(10, 11),
    /** Memory is needed for what is passed to the module. */
    REALLOC(12, 13);

    static final int BLOCKED = 4;
    static final int FINISHED = 5;
    private static final int BLOCKED_OR_FINISHED = -1;

    private final int before;
    private final int after;

    TaskHook(int before, int after) {
        this.before = before;
        this.after = after;
    }

    /** What the hook is called with before the function. */
    int before() {
        return before;
    }

    /** What the hook is called with after the function, unless its result decides. */
    int after() {
        return after;
    }

    /** Whether the function's result decides between {@link #BLOCKED} and, for zero, {@link #FINISHED}. */
    boolean resultDecides() {
        return after == BLOCKED_OR_FINISHED;
    }
}
