package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.List;

/**
 * A variant, or something else with tagged cases: members {@code tag} and {@code val}, or the string that is the name of a
 * case without payload.
 */
final class VariantFromPolyglotNode extends FromPolyglotNode {
    private final List<String> names;

    /** By case, null where there is none. */
    @CompilationFinal(dimensions = 1)
    private final WitType[] payloadTypes;

    @Child
    private MemberNode tagMember;

    @Child
    private InteropLibrary tags;

    @Child
    private MemberNode valueMember;

    @Children
    private final FromPolyglotNode[] payloads;

    VariantFromPolyglotNode(WitType type, List<String> names, List<WitType> payloads, Libraries libraries) {
        super(type, libraries);
        this.names = names;
        this.payloadTypes = payloads.toArray(WitType[]::new);
        this.tagMember = new MemberNode(ToPolyglot.TAG, libraries);
        this.tags = libraries.create();
        this.valueMember = new MemberNode(ToPolyglot.VALUE, libraries);
        this.payloads = payloads.stream()
                .map(payload -> payload == null ? null : create(payload, libraries))
                .toArray(FromPolyglotNode[]::new);
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        boolean isName = interop().isString(value);
        Object tag = isName ? value : hasFields(value) ? tagMember.read(value) : null;
        int index = tag != null && tags.isString(tag) ? index(names, tags.asString(tag)) : -1;
        if (index < 0) {
            throw mismatch(value);
        }
        if (payloadTypes[index] == null) {
            return new VariantValue(index, null);
        }
        Object found = isName ? null : valueMember.read(value);
        return new VariantValue(index, payload(index, found, resources));
    }

    private Object payload(int index, Object found, ResourceTypes resources) {
        if (found == null && payloadTypes[index] instanceof OptionType) {
            return VariantValue.NONE;
        }
        try {
            if (found == null) {
                CompilerDirectives.transferToInterpreter();
                throw new TypeMismatchException(": expected " + payloadTypes[index] + ", but `val` is missing");
            }
            return convertPayload(index, found, resources);
        } catch (TypeMismatchException e) {
            throw e.at(", case \"" + names.get(index) + "\"");
        }
    }

    @ExplodeLoop
    private Object convertPayload(int index, Object found, ResourceTypes resources) {
        for (int i = 0; i < payloads.length; i++) {
            if (i == index && payloads[i] != null) {
                return payloads[i].execute(found, resources);
            }
        }
        throw CompilerDirectives.shouldNotReachHere();
    }
}
