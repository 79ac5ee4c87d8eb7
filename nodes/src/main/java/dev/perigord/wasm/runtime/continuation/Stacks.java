package dev.perigord.wasm.runtime.continuation;

/** Makes stacks: how depends on what the JVM allows. */
public interface Stacks {
    /** A stack for some code. */
    Stack create(Runnable code);

    /** Ends the code of all stacks that nobody will enter again. */
    default void close() {}

    /**
     * The best stacks of this JVM, or {@code otherwise}: continuations of the JDK cost half a microsecond a switch, but
     * are there only where the JVM exports them ({@code --add-exports java.base/jdk.internal.vm=...}).
     */
    static Stacks best(Stacks otherwise) {
        boolean forced = "threads".equals(System.getProperty("perigord.stacks"));
        return JdkContinuation.AVAILABLE && !forced ? JdkContinuation::new : otherwise;
    }
}
