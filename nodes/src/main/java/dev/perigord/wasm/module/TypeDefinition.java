package dev.perigord.wasm.module;

/**
 * A type as text and binary define it, in which other types of the module are a {@link TypeIndex} (spec 2.3.12).
 *
 * @param isFinal whether it can have no subtypes
 * @param supertype the index of the type whose subtype it is, or -1
 * @param composite what it describes
 * @param describes the index of the type that it is the descriptor of, or -1 (proposal custom descriptors)
 * @param descriptor the index of its own descriptor type, or -1 (proposal custom descriptors)
 */
public record TypeDefinition(boolean isFinal, int supertype, CompositeType composite, int describes, int descriptor) {
    /** A type without subtypes, supertype or descriptors. */
    public static TypeDefinition of(CompositeType composite) {
        return new TypeDefinition(true, -1, composite, -1, -1);
    }
}
