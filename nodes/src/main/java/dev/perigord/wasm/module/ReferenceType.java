package dev.perigord.wasm.module;

/** The type of a reference (spec 2.3.4). */
public record ReferenceType(boolean nullable, HeapType heapType) implements ValueType {
    /** {@code funcref}. */
    public static final ReferenceType FUNCREF = new ReferenceType(true, AbstractHeapType.FUNC);

    /** {@code externref}. */
    public static final ReferenceType EXTERNREF = new ReferenceType(true, AbstractHeapType.EXTERN);

    /** {@code exnref}. */
    public static final ReferenceType EXNREF = new ReferenceType(true, AbstractHeapType.EXN);

    @Override
    public boolean matches(StorageType expected) {
        return expected instanceof ReferenceType reference
                && (reference.nullable || !nullable)
                && heapType.matches(reference.heapType);
    }

    @Override
    public String text() {
        if (nullable && heapType instanceof AbstractHeapType type) {
            return type.referenceText();
        }
        return (nullable ? "(ref null " : "(ref ") + heapType.text() + ")";
    }

    @Override
    public String toString() {
        return text();
    }
}
