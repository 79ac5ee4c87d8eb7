package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.runtime.GuestResource;
import java.util.Map;

/**
 * A resource of a component in the host's hand: its methods are members, and {@code drop} ends it, as does {@code close},
 * which does nothing where there is nothing to end any more, unless methods have these names.
 */
@ExportLibrary(InteropLibrary.class)
final class ResourceObject extends MembersObject {
    /** Why a resource cannot be used any more. */
    static String gone(GuestResource resource) {
        return resource.isOwn()
                ? "the resource was dropped or passed on before"
                : "the resource was lent for a call that is over";
    }

    private final GuestResource resource;
    private final ResourceTypeObject type;

    /** {@code type} is null if the component does not export the resource type. */
    ResourceObject(GuestResource resource, ResourceTypeObject type, Map<String, Object> methods) {
        super(resource.toString(), methods);
        this.resource = resource;
        this.type = type;
    }

    GuestResource resource() {
        return resource;
    }

    @ExportMessage
    boolean hasMetaObject() {
        return type != null;
    }

    @ExportMessage
    Object getMetaObject() throws UnsupportedMessageException {
        if (type == null) {
            throw UnsupportedMessageException.create();
        }
        return type;
    }
}
