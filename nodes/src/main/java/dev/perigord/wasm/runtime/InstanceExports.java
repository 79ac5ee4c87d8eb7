package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.CachedLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.module.ModuleDefinition.Export;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exports of an instance, as members for the host. */
@ExportLibrary(InteropLibrary.class)
public final class InstanceExports implements TruffleObject {
    private final WasmInstance instance;
    private final Map<String, Export> byName = new LinkedHashMap<>();

    InstanceExports(WasmInstance instance) {
        this.instance = instance;
        for (Export export : instance.module().definition().exports()) {
            byName.put(export.name(), export);
        }
    }

    /** What a name refers to, or {@code null}. */
    @TruffleBoundary
    public Object get(String name) {
        Export export = byName.get(name);
        return export == null ? null : instance.exported(export);
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(byName.keySet().toArray());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberReadable(String member) {
        return byName.containsKey(member);
    }

    @ExportMessage
    Object readMember(String member) throws UnknownIdentifierException {
        Object value = get(member);
        if (value == null) {
            throw UnknownIdentifierException.create(member);
        }
        return value;
    }

    @ExportMessage
    boolean isMemberInvocable(String member) {
        return get(member) instanceof WasmFunction;
    }

    @ExportMessage
    Object invokeMember(String member, Object[] arguments, @CachedLibrary(limit = "3") InteropLibrary functions)
            throws UnknownIdentifierException, ArityException, UnsupportedTypeException, UnsupportedMessageException {
        return functions.execute(readMember(member), arguments);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "exports " + byName.keySet();
    }
}
