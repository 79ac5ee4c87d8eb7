package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/** {@code own<R>} or {@code borrow<R>}: a handle to a resource. */
public final class HandleType extends WitType {
    private final ResourceType resource;

    private HandleType(TypeKind kind, ResourceType resource) {
        super(kind, List.of());
        this.resource = resource;
    }

    /** A handle that owns its resource. */
    public static HandleType own(ResourceType resource) {
        return new HandleType(TypeKind.OWN, resource);
    }

    /** A handle lent for the time of a call. */
    public static HandleType borrow(ResourceType resource) {
        return new HandleType(TypeKind.BORROW, resource);
    }

    /** What the handle refers to. */
    public ResourceType resource() {
        return resource;
    }

    /** Whether the handle owns its resource. */
    public boolean isOwn() {
        return kind() == TypeKind.OWN;
    }

    /** The same kind of handle to another resource. */
    public HandleType withResource(ResourceType other) {
        return new HandleType(kind(), other);
    }

    @Override
    public List<WitType> parts() {
        return List.of();
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new HandleType(kind(), resource);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.scalar(4, NumberType.I32);
    }
}
