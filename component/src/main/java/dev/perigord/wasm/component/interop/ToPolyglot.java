package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.TruffleObject;
import dev.perigord.wasm.component.runtime.GuestChannel;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.task.ErrorContext;
import dev.perigord.wasm.component.type.ChannelType;
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
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.Null;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes polyglot values out of lifted values of one type. Strings stay those of Java, which lifting makes: hosts take them as
 * they are, and languages that make TruffleStrings of them are no slower than if they got some.
 */
@FunctionalInterface
interface ToPolyglot {
    /** The member of a variant or result that names the case. */
    String TAG = "tag";

    /** The member of a variant or result that has the payload. */
    String VALUE = "val";

    /** The polyglot value. */
    Object convert(Object value);

    /** What converts values of a type. */
    static ToPolyglot of(WitType type) {
        return switch (type) {
            case PrimitiveType primitive -> primitive(primitive);
            case ListType list -> list(list.element());
            case FixedListType list -> list(list.element());
            case MapType map -> map(map);
            case TupleType tuple -> tuple(tuple);
            case RecordType record -> new RecordToPolyglot(record);
            case FlagsType flags -> new FlagsToPolyglot(flags);
            case EnumType enumeration -> {
                String[] names = enumeration.names().toArray(String[]::new);
                yield value -> names[((VariantValue) value).index()];
            }
            case OptionType option -> option(option);
            case VariantType variant ->
                new VariantToPolyglot(
                        variant.cases().stream().map(VariantType.Case::name).toList(), variant.parts());
            case ResultType result -> new VariantToPolyglot(List.of("ok", "err"), result.parts());
            case HandleType _ -> ToPolyglot::resource;
            case ChannelType channel -> channel(channel);
        };
    }

    /** What converts values of several types. */
    static ToPolyglot[] all(List<WitType> types) {
        return types.stream().map(ToPolyglot::of).toArray(ToPolyglot[]::new);
    }

    @TruffleBoundary
    private static Object resource(Object value) {
        if (value instanceof GuestResource guest) {
            return InstanceObjects.resource(guest);
        }
        return value instanceof TruffleObject ? value : new OpaqueResource(value);
    }

    private static ToPolyglot primitive(PrimitiveType type) {
        return switch (type.kind()) {
            case CHAR -> ToPolyglot::character;
            case ERROR_CONTEXT -> value -> ((ErrorContext) value).debugMessage();
            case U64 -> value -> (Long) value < 0 ? new UnsignedObject((Long) value) : value;
            default -> value -> value;
        };
    }

    @TruffleBoundary
    private static Object character(Object value) {
        return value.toString();
    }

    private static ToPolyglot list(WitType element) {
        if (element.kind() == TypeKind.U8) {
            return value -> new BytesObject((byte[]) value);
        }
        ToPolyglot elements = of(element);
        return value -> new ListObject(size(value), i -> elements.convert(ListValues.get(value, element, i)));
    }

    @TruffleBoundary
    private static int size(Object list) {
        return ListValues.size(list);
    }

    private static ToPolyglot map(MapType type) {
        MapObject.Types types = new MapObject.Types(type);
        return value -> new MapObject((Map<?, ?>) value, types);
    }

    private static ToPolyglot tuple(TupleType type) {
        ToPolyglot[] parts = all(type.parts());
        return value -> new ListObject(parts.length, i -> parts[i].convert(((List<?>) value).get(i)));
    }

    private static ToPolyglot channel(ChannelType type) {
        ToPolyglot payload = type.payload() == null ? null : of(type.payload());
        return type.kind() == TypeKind.STREAM
                ? value -> new StreamObject((GuestChannel) value, payload)
                : value -> new FutureObject((GuestChannel) value, payload);
    }

    /** An option of an option is tagged: one null could not tell its levels apart. */
    private static ToPolyglot option(OptionType type) {
        if (type.payload() instanceof OptionType) {
            return new VariantToPolyglot(List.of("none", "some"), Arrays.asList(null, type.payload()));
        }
        ToPolyglot payload = of(type.payload());
        return value -> {
            VariantValue option = (VariantValue) value;
            return option.index() == 0 ? Null.INSTANCE : payload.convert(option.payload());
        };
    }
}
