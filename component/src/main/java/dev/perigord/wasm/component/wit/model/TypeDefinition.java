package dev.perigord.wasm.component.wit.model;

/** A named type. */
public record TypeDefinition(String name, TypeBody body, String docs, Stability stability, String externalId) {
    /** The same definition with another body. */
    public TypeDefinition withBody(TypeBody other) {
        return new TypeDefinition(name, other, docs, stability, externalId);
    }
}
