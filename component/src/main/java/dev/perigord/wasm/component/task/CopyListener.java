package dev.perigord.wasm.component.task;

/** Whoever has begun a copy (CanonicalABI.md {@code OnCopy}, {@code OnCopyDone}). */
public interface CopyListener {
    /** Values were copied, and more may be until {@code reclaim} is called, which takes the buffer back. */
    void copied(Runnable reclaim);

    /** The copy is over. */
    void done(CopyResult result);
}
