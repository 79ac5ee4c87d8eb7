package dev.perigord.wasm.module;

/**
 * {@code (exact $t)}: a defined type without its subtypes (proposal custom descriptors).
 *
 * @param type a {@link DefinedType}, or a {@link TypeIndex} that is not resolved yet
 */
public record ExactType(HeapType type) implements HeapType {
    @Override
    public String text() {
        return "(exact " + type.text() + ")";
    }

    @Override
    public AbstractHeapType top() {
        return type.top();
    }

    @Override
    public boolean matches(HeapType expected) {
        return expected instanceof ExactType exact ? type.equals(exact.type) : type.matches(expected);
    }
}
