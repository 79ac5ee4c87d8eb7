package dev.perigord.wasm.module;

/**
 * A type by its index in the module, as text and binary write it. The decoder replaces it by the {@link DefinedType} of
 * that index.
 */
public record TypeIndex(int index) implements HeapType {
    @Override
    public String text() {
        return Integer.toUnsignedString(index);
    }

    @Override
    public AbstractHeapType top() {
        throw new IllegalStateException("type index " + text() + " is not resolved");
    }

    @Override
    public boolean matches(HeapType expected) {
        throw new IllegalStateException("type index " + text() + " is not resolved");
    }
}
