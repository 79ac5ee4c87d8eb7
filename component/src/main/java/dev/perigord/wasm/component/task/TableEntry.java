package dev.perigord.wasm.component.task;

/** What an index of a component instance stands for: a resource handle, a waitable, a waitable set, an error context, a thread. */
public interface TableEntry {
    /** The instance cannot be entered any more, so that nobody will use the entry again. */
    default void abandon() {}
}
