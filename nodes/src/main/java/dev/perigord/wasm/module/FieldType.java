package dev.perigord.wasm.module;

/** The type of a field of a structure or of the elements of an array (spec 2.3.9). */
public record FieldType(StorageType storage, boolean mutable) {
    /** Whether a field of this type may be used as one of {@code expected} (spec 3.3.10). */
    public boolean matches(FieldType expected) {
        if (mutable != expected.mutable) {
            return false;
        }
        return mutable
                ? storage.matches(expected.storage) && expected.storage.matches(storage)
                : storage.matches(expected.storage);
    }

    @Override
    public String toString() {
        return mutable ? "(mut " + storage.text() + ")" : storage.text();
    }
}
