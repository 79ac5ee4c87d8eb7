package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.linking.LinkedResource;
import java.util.Map;

/** A resource type that a component exports: instantiable, with static functions as members. */
@ExportLibrary(InteropLibrary.class)
final class ResourceTypeObject extends MembersObject {
    private final String name;
    private final LinkedResource resource;
    private final ExecutableObject constructor;

    /** {@code constructor} may be null. */
    ResourceTypeObject(
            String name, LinkedResource resource, ExecutableObject constructor, Map<String, Object> statics) {
        super("resource type " + name, statics);
        this.name = name;
        this.resource = resource;
        this.constructor = constructor;
    }

    @ExportMessage
    boolean isMetaObject() {
        return true;
    }

    @ExportMessage
    Object getMetaQualifiedName() {
        return name;
    }

    @ExportMessage
    Object getMetaSimpleName() {
        return name;
    }

    @ExportMessage
    boolean isMetaInstance(Object value) {
        return value instanceof ResourceObject object && object.resource().resource() == resource;
    }

    @ExportMessage
    boolean isInstantiable() {
        return constructor != null;
    }

    @ExportMessage
    @TruffleBoundary
    Object instantiate(Object[] arguments) throws UnsupportedMessageException, ArityException {
        if (constructor == null) {
            throw UnsupportedMessageException.create();
        }
        return constructor.execute(arguments);
    }
}
