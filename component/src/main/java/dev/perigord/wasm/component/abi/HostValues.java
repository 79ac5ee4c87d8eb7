package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings what host functions return for convenience into the form that lowering expects. */
final class HostValues {
    private HostValues() {}

    /** The exception for a value of the wrong class. */
    @TruffleBoundary
    static IllegalArgumentException wrong(WitType expected, Object value) {
        String found = value == null ? "null" : value.getClass().getSimpleName() + " " + value;
        return new IllegalArgumentException("expected " + expected + ", found " + found);
    }

    @TruffleBoundary
    static boolean bool(WitType type, Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw wrong(type, value);
    }

    @TruffleBoundary
    static Number number(WitType type, Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw wrong(type, value);
    }

    @TruffleBoundary
    static int codePoint(WitType type, Object value) {
        return switch (value) {
            case Integer number -> new CodePoint(number).value();
            case Character character -> new CodePoint(character).value();
            case String text
            when text.codePointCount(0, text.length()) == 1 -> new CodePoint(text.codePointAt(0)).value();
            case null, default -> throw wrong(type, value);
        };
    }

    /** The fields of a record or the elements of a tuple. */
    @TruffleBoundary
    static Object[] fields(WitType type, Object value, int count) {
        Object[] fields =
                switch (value) {
                    case RecordValue record -> {
                        Object[] all = new Object[count];
                        for (int i = 0; i < count; i++) {
                            all[i] = record.field(i);
                        }
                        yield all;
                    }
                    case Object[] array -> array;
                    case List<?> list -> list.toArray();
                    case Map<?, ?> map
                    when type instanceof RecordType record ->
                        record.fields().stream()
                                .map(NamedType::name)
                                .map(map::get)
                                .toArray();
                    case null, default -> throw wrong(type, value);
                };
        if (fields.length != count) {
            throw new IllegalArgumentException(
                    "expected " + type + ", found " + fields.length + " instead of " + count + " values");
        }
        return fields;
    }

    /** A list as a Java list. */
    @TruffleBoundary
    static Object[] elements(WitType type, WitType element, Object value) {
        return switch (value) {
            case Object[] array -> array;
            case Collection<?> list -> list.toArray();
            case null -> throw wrong(type, null);
            default -> {
                if (!value.getClass().isArray()) {
                    throw wrong(type, value);
                }
                Object[] elements = new Object[ListValues.size(value)];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = ListValues.get(value, element, i);
                }
                yield elements;
            }
        };
    }

    /** What the host sends through a stream, which it gives as a list, or through a future. */
    @TruffleBoundary
    static Object sent(ChannelType type, Object value) {
        if (type.kind() == TypeKind.FUTURE) {
            return value;
        }
        Object[] elements = elements(type, type.payload(), value);
        return ListValues.of(type.payload(), Arrays.asList(elements));
    }

    /** A list of numbers as the array that the element type has. */
    @TruffleBoundary
    static Object array(WitType type, WitType element, Object value) {
        if (value instanceof Collection<?> list) {
            return ListValues.of(element, List.copyOf(list));
        }
        if (value instanceof Object[] array) {
            return ListValues.of(element, List.of(array));
        }
        throw wrong(type, value);
    }

    @TruffleBoundary
    static int flags(WitType type, Object value) {
        if (!(value instanceof Collection<?> names)) {
            throw wrong(type, value);
        }
        int bits = 0;
        for (Object name : names) {
            bits |= 1 << index(type, ((FlagsType) type).names(), name);
        }
        return bits;
    }

    /** A variant, enum, option or result. */
    @TruffleBoundary
    static VariantValue variant(WitType type, Object value, boolean functionResult) {
        return switch (type) {
            case OptionType _ ->
                switch (value) {
                    case null -> VariantValue.NONE;
                    case Optional<?> optional ->
                        optional.isPresent() ? VariantValue.some(optional.get()) : VariantValue.NONE;
                    default -> VariantValue.some(value);
                };
            case ResultType _ when functionResult -> VariantValue.ok(value);
            case EnumType enumeration -> new VariantValue(index(type, enumeration.names(), value), null);
            case VariantType variant ->
                new VariantValue(
                        index(
                                type,
                                variant.cases().stream()
                                        .map(VariantType.Case::name)
                                        .toList(),
                                value),
                        null);
            default -> throw wrong(type, value);
        };
    }

    private static int index(WitType type, List<String> names, Object value) {
        int index =
                switch (value) {
                    case Integer number -> number;
                    case Enum<?> constant -> constant.ordinal();
                    case String name -> names.indexOf(name);
                    case null, default -> -1;
                };
        if (index < 0 || index >= names.size()) {
            throw wrong(type, value);
        }
        return index;
    }
}
