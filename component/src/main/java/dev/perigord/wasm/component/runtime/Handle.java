package dev.perigord.wasm.component.runtime;

/** An entry of a handle table (CanonicalABI.md {@code ResourceHandle}). */
public final class Handle {
    private final RuntimeResource resource;
    private final Object representation;
    private final Transfer scope;
    private int lends;

    /**
     * A handle.
     *
     * @param resource the resource type
     * @param representation the number that stands for a guest's resource, or the host's object
     * @param scope the call that a borrowed handle is lent for, or null if the handle owns the resource
     */
    public Handle(RuntimeResource resource, Object representation, Transfer scope) {
        this.resource = resource;
        this.representation = representation;
        this.scope = scope;
    }

    /** The resource type. */
    public RuntimeResource resource() {
        return resource;
    }

    /** The number that stands for a guest's resource, or the host's object. */
    public Object representation() {
        return representation;
    }

    /** Whether the handle owns its resource. */
    public boolean isOwn() {
        return scope == null;
    }

    /** The call that a borrowed handle is lent for, or null. */
    public Transfer scope() {
        return scope;
    }

    /** Whether calls under way have borrowed the resource from this handle. */
    public boolean isLent() {
        return lends > 0;
    }

    void lend() {
        lends++;
    }

    void endLend() {
        lends--;
    }
}
