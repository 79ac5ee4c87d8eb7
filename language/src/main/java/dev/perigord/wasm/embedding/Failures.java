package dev.perigord.wasm.embedding;

/** What is thrown when reflection fails, or when what it called does. */
final class Failures {
    private Failures() {}

    /** Throws an exception of the embedder's code as it is, checked or not. */
    static RuntimeException rethrown(Throwable thrown) {
        return Failures.<RuntimeException>raise(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E raise(Throwable thrown) throws E {
        throw (E) thrown;
    }

    static IllegalStateException inaccessible(Class<?> type, ReflectiveOperationException cause) {
        return new IllegalStateException(
                "no access to " + type.getName() + ": it must be public, or its package open to "
                        + Failures.class.getModule(),
                cause);
    }
}
