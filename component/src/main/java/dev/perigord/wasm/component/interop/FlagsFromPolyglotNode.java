package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.value.FlagsValue;
import java.util.List;

/** Flags: members or hash entries that are booleans; what is missing or null is not set. */
final class FlagsFromPolyglotNode extends FromPolyglotNode {
    private final List<String> names;

    @Children
    private final MemberNode[] members;

    @Children
    private final FromPolyglotNode[] flags;

    @Child
    private InteropLibrary values;

    FlagsFromPolyglotNode(FlagsType type, Libraries libraries) {
        super(type, libraries);
        this.names = type.names();
        this.members =
                names.stream().map(name -> new MemberNode(name, libraries)).toArray(MemberNode[]::new);
        this.flags =
                names.stream().map(_ -> create(PrimitiveType.BOOL, libraries)).toArray(FromPolyglotNode[]::new);
        this.values = libraries.create();
    }

    @Override
    @ExplodeLoop
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        if (!hasFields(value)) {
            throw mismatch(value);
        }
        int bits = 0;
        for (int i = 0; i < members.length; i++) {
            Object found = members[i].read(value);
            if (found != null && !values.isNull(found) && isSet(i, found, resources)) {
                bits |= 1 << i;
            }
        }
        return new FlagsValue(bits);
    }

    private boolean isSet(int index, Object flag, ResourceTypes resources) {
        try {
            return (boolean) flags[index].execute(flag, resources);
        } catch (TypeMismatchException e) {
            throw e.at(", flag \"" + names.get(index) + "\"");
        }
    }
}
