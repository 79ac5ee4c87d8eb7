package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;

/** A record: members or hash entries with the names of its fields. An option may be missing. */
final class RecordFromPolyglotNode extends FromPolyglotNode {
    private final RecordType type;

    @Children
    private final FieldNode[] fields;

    RecordFromPolyglotNode(RecordType type, Libraries libraries) {
        super(type, libraries);
        this.type = type;
        this.fields = type.fields().stream()
                .map(field -> new FieldNode(field, libraries))
                .toArray(FieldNode[]::new);
    }

    @Override
    @ExplodeLoop
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        if (!hasFields(value)) {
            throw mismatch(value);
        }
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].read(value, resources);
        }
        return new RecordValue(type, values);
    }

    private static final class FieldNode extends Node {
        private final String place;
        private final WitType type;

        @Child
        private MemberNode member;

        @Child
        private FromPolyglotNode content;

        FieldNode(NamedType field, Libraries libraries) {
            this.place = ", field \"" + field.name() + "\"";
            this.type = field.type();
            this.member = new MemberNode(field.name(), libraries);
            this.content = create(field.type(), libraries);
        }

        Object read(Object record, ResourceTypes resources) throws InteropException {
            Object found = member.read(record);
            if (found == null && type instanceof OptionType) {
                return VariantValue.NONE;
            }
            if (found == null) {
                CompilerDirectives.transferToInterpreter();
                throw new TypeMismatchException(place + ": expected " + type + ", but it is missing");
            }
            try {
                return content.execute(found, resources);
            } catch (TypeMismatchException e) {
                throw e.at(place);
            }
        }
    }
}
