package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import java.util.Map;

/** A resource type that a component exports: instantiable, with static functions as members. */
@ExportLibrary(InteropLibrary.class)
final class ResourceTypeObject extends MembersObject {
    private final String name;
    private final ComponentInstance instance;
    private final RuntimeResource resource;
    private final FunctionObject constructor;
    private final Map<String, ComponentFunction> methods;

    /** {@code constructor} may be null. */
    ResourceTypeObject(
            String name,
            ComponentInstance instance,
            RuntimeResource resource,
            FunctionObject constructor,
            Map<String, Object> statics,
            Map<String, ComponentFunction> methods) {
        super("resource type " + name, statics);
        this.name = name;
        this.instance = instance;
        this.resource = resource;
        this.constructor = constructor;
        this.methods = methods;
    }

    /** The instance that exports it. */
    ComponentInstance instance() {
        return instance;
    }

    RuntimeResource resource() {
        return resource;
    }

    /** The constructor, or null. */
    FunctionObject constructor() {
        return constructor;
    }

    /** The method with a name in WIT, or null. */
    ComponentFunction method(String label) {
        return methods.get(label);
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
        return value instanceof ResourceObject object && object.resource().type() == resource;
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
