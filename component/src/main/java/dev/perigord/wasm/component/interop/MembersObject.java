package dev.perigord.wasm.component.interop;

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
import dev.perigord.wasm.component.name.NameIndex;
import java.util.Map;
import java.util.Optional;

/**
 * An object with named members: an instance, an interface, a resource or its type. Members answer to their names in
 * WIT, to the shorter forms of interface names, and to camelCase.
 */
@ExportLibrary(InteropLibrary.class)
class MembersObject implements TruffleObject {
    private final String description;
    private final NameIndex<Object> members;

    /** An object with polyglot values by their names in WIT. */
    MembersObject(String description, Map<String, Object> members) {
        this.description = description;
        this.members = new NameIndex<>(members);
    }

    /** The member that a name means, or null; a resource type may be written as a class is, {@code Counter}. */
    @TruffleBoundary
    final Object find(String name) {
        return members.find(name)
                .or(() -> name.isEmpty()
                        ? Optional.empty()
                        : members.find(Character.toLowerCase(name.charAt(0)) + name.substring(1)))
                .orElse(null);
    }

    @ExportMessage
    final boolean hasMembers() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    final Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        Object[] names = members.all().keySet().toArray();
        return new ListObject(names.length, i -> names[i]);
    }

    @ExportMessage
    final boolean isMemberReadable(String member) {
        return find(member) != null;
    }

    @ExportMessage
    final Object readMember(String member) throws UnknownIdentifierException {
        Object found = find(member);
        if (found == null) {
            throw UnknownIdentifierException.create(member);
        }
        return found;
    }

    @ExportMessage
    final boolean isMemberInvocable(String member) {
        return find(member) instanceof ExecutableObject;
    }

    @ExportMessage
    final Object invokeMember(String member, Object[] arguments, @CachedLibrary(limit = "3") InteropLibrary executables)
            throws UnknownIdentifierException, ArityException, UnsupportedTypeException, UnsupportedMessageException {
        return executables.execute(readMember(member), arguments);
    }

    @ExportMessage
    final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return description;
    }
}
