package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.TruffleObject;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.Null;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lifted values as polyglot values. Strings are those of Java: hosts show them as they are, and languages make their own of
 * them.
 */
final class ToPolyglot {
    /** The member of a variant or result that names the case. */
    static final String TAG = "tag";

    /** The member of a variant or result that has the payload. */
    static final String VALUE = "val";

    Object convert(Object value, WitType type) {
        return switch (type) {
            case PrimitiveType primitive -> primitive(value, primitive);
            case ListType list -> list(value, list.element());
            case FixedListType list -> list(value, list.element());
            case MapType map -> new MapObject((Map<?, ?>) value, map.key(), map.value(), this);
            case TupleType tuple -> {
                List<?> elements = (List<?>) value;
                yield new ListObject(
                        elements.size(),
                        i -> convert(elements.get(i), tuple.parts().get(i)));
            }
            case RecordType record -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = 0; i < record.fields().size(); i++) {
                    var field = record.fields().get(i);
                    members.put(field.name(), convert(((RecordValue) value).field(i), field.type()));
                }
                yield new MembersObject("", members);
            }
            case FlagsType flags -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = 0; i < flags.names().size(); i++) {
                    members.put(flags.names().get(i), ((FlagsValue) value).has(i));
                }
                yield new MembersObject("", members);
            }
            case EnumType enumeration -> enumeration.names().get(((VariantValue) value).index());
            case OptionType option -> option((VariantValue) value, option);
            case VariantType variant -> {
                VariantValue chosen = (VariantValue) value;
                var entry = variant.cases().get(chosen.index());
                yield tagged(entry.name(), chosen.payload(), entry.payload());
            }
            case ResultType result -> {
                VariantValue chosen = (VariantValue) value;
                yield chosen.index() == 0
                        ? tagged("ok", chosen.payload(), result.ok())
                        : tagged("err", chosen.payload(), result.error());
            }
            case HandleType _ -> resource(value);
            default -> throw new IllegalArgumentException("not supported: " + type);
        };
    }

    private Object resource(Object value) {
        if (value instanceof GuestResource guest) {
            return InstanceObjects.resource(guest);
        }
        return value instanceof TruffleObject ? value : new OpaqueResource(value);
    }

    private static Object primitive(Object value, PrimitiveType type) {
        return switch (type.kind()) {
            case STRING, CHAR -> value.toString();
            case U64 -> (Long) value < 0 ? new UnsignedObject((Long) value) : value;
            default -> value;
        };
    }

    private Object list(Object value, WitType element) {
        if (value instanceof byte[] bytes && element == PrimitiveType.U8) {
            return new BytesObject(bytes);
        }
        return new ListObject(ListValues.size(value), i -> convert(ListValues.get(value, element, i), element));
    }

    /** An option of an option is tagged: one null could not tell its levels apart. */
    private Object option(VariantValue value, OptionType type) {
        if (type.payload() instanceof OptionType) {
            return value.index() == 0 ? tagged("none", null, null) : tagged("some", value.payload(), type.payload());
        }
        return value.index() == 0 ? Null.INSTANCE : convert(value.payload(), type.payload());
    }

    private Object tagged(String tag, Object payload, WitType type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(TAG, tag);
        if (type != null) {
            members.put(VALUE, convert(payload, type));
        }
        return new MembersObject("", members);
    }
}
