package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.type.HandleType;

/** A resource of a guest, which must be of the right type and not dropped; for one of the host any object will do. */
final class ResourceFromPolyglotNode extends FromPolyglotNode {
    private final HandleType type;

    ResourceFromPolyglotNode(HandleType type, Libraries libraries) {
        super(type, libraries);
        this.type = type;
    }

    @Override
    Object convert(Object value, ResourceTypes resources) {
        RuntimeResource resource = resource(resources);
        if (!resource.isGuest()) {
            return switch (value) {
                case OpaqueResource opaque -> opaque.resource();
                case ResourceObject object -> object.resource();
                default -> value;
            };
        }
        if (!(value instanceof ResourceObject object) || object.resource().type() != resource) {
            throw mismatch(value);
        }
        GuestResource guest = object.resource();
        if (!guest.isUsable()) {
            CompilerDirectives.transferToInterpreter();
            throw new TypeMismatchException(": " + ResourceObject.gone(guest));
        }
        if (type.isOwn() && !guest.isOwn()) {
            CompilerDirectives.transferToInterpreter();
            throw new TypeMismatchException(": the resource is lent for a call and cannot be given away");
        }
        return guest;
    }

    @TruffleBoundary
    private RuntimeResource resource(ResourceTypes resources) {
        return resources.resource(type.resource());
    }
}
