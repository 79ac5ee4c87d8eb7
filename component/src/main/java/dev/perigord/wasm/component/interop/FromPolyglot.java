package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.StopIterationException;
import dev.perigord.wasm.component.name.Label;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Polyglot values as lifted values. A value that does not fit gives a {@link TypeMismatchException} that says where it
 * is: every method takes the path that led to its value.
 *
 * @param resources of the component whose types these are
 */
record FromPolyglot(ResourceTypes resources) {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();
    private static final int U64_BITS = 64;

    Object convert(Object value, WitType type, String path) {
        try {
            return switch (type) {
                case PrimitiveType primitive -> primitive(value, primitive, path);
                case ListType list -> list(value, list, list.element(), path);
                case FixedListType list -> {
                    Object converted = list(value, list, list.element(), path);
                    if (ListValues.size(converted) != list.length()) {
                        throw mismatch(value, type, path);
                    }
                    yield converted;
                }
                case MapType map -> map(value, map, path);
                case TupleType tuple -> {
                    List<Object> elements = elements(value, type, path);
                    if (elements.size() != tuple.parts().size()) {
                        throw mismatch(value, type, path);
                    }
                    yield convertAll(elements, tuple.parts(), path);
                }
                case RecordType record -> record(value, record, path);
                case FlagsType flags -> flags(value, flags, path);
                case EnumType enumeration -> {
                    int index = INTEROP.isString(value) ? index(enumeration.names(), INTEROP.asString(value)) : -1;
                    if (index < 0) {
                        throw mismatch(value, type, path);
                    }
                    yield new VariantValue(index, null);
                }
                case OptionType option -> option(value, option, path);
                case VariantType variant -> {
                    List<String> names =
                            variant.cases().stream().map(VariantType.Case::name).toList();
                    yield tagged(value, type, names, variant.parts(), path);
                }
                case ResultType result -> tagged(value, type, List.of("ok", "err"), result.parts(), path);
                case HandleType handle -> resource(value, handle, path);
                default -> throw mismatch(value, type, path);
            };
        } catch (InteropException e) {
            throw mismatch(value, type, path);
        }
    }

    private static TypeMismatchException mismatch(Object value, WitType type, String path) {
        return new TypeMismatchException(path + ": expected " + type + ", got " + DisplayText.describe(value));
    }

    private static Object primitive(Object value, PrimitiveType type, String path) throws InteropException {
        Object result =
                switch (type.kind()) {
                    case BOOL -> INTEROP.isBoolean(value) ? INTEROP.asBoolean(value) : null;
                    case S8 -> integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                    case U8 -> integer(value, 0, 0xFF);
                    case S16 -> integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
                    case U16 -> integer(value, 0, 0xFFFF);
                    case S32 -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case U32 -> {
                        boolean fits = INTEROP.fitsInLong(value) && INTEROP.asLong(value) >>> 32 == 0;
                        yield fits ? INTEROP.asLong(value) : null;
                    }
                    case S64 -> INTEROP.fitsInLong(value) ? INTEROP.asLong(value) : null;
                    case U64 -> unsigned(value);
                    case F32 -> INTEROP.fitsInDouble(value) ? Float.valueOf((float) INTEROP.asDouble(value)) : null;
                    case F64 -> INTEROP.fitsInDouble(value) ? INTEROP.asDouble(value) : null;
                    case CHAR -> {
                        String text = INTEROP.isString(value) ? INTEROP.asString(value) : "";
                        boolean single = text.codePointCount(0, text.length()) == 1
                                && !(text.length() == 1 && Character.isSurrogate(text.charAt(0)));
                        yield single ? new CodePoint(text.codePointAt(0)) : null;
                    }
                    case STRING -> INTEROP.isString(value) ? INTEROP.asString(value) : null;
                    default -> null;
                };
        if (result == null) {
            throw mismatch(value, type, path);
        }
        return result;
    }

    private static Integer integer(Object value, int least, int greatest) throws InteropException {
        boolean fits = INTEROP.fitsInInt(value) && INTEROP.asInt(value) >= least && INTEROP.asInt(value) <= greatest;
        return fits ? INTEROP.asInt(value) : null;
    }

    private static Long unsigned(Object value) throws InteropException {
        if (INTEROP.fitsInLong(value)) {
            return INTEROP.asLong(value) >= 0 ? INTEROP.asLong(value) : null;
        }
        if (INTEROP.fitsInBigInteger(value)) {
            BigInteger number = INTEROP.asBigInteger(value);
            return number.signum() >= 0 && number.bitLength() <= U64_BITS ? number.longValue() : null;
        }
        return null;
    }

    private Object list(Object value, WitType type, WitType element, String path) throws InteropException {
        if (element.kind() == TypeKind.U8) {
            if (value instanceof BytesObject bytes) {
                return bytes.bytes();
            }
            if (INTEROP.hasBufferElements(value)) {
                byte[] bytes = new byte[Math.toIntExact(INTEROP.getBufferSize(value))];
                INTEROP.readBuffer(value, 0, bytes, 0, bytes.length);
                return bytes;
            }
        }
        List<Object> elements = elements(value, type, path);
        List<Object> converted = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (element.kind() == TypeKind.U8
                    && INTEROP.fitsInByte(elements.get(i))
                    && INTEROP.asByte(elements.get(i)) < 0) {
                /* A Java byte[] is a list of signed numbers. */
                converted.add((int) INTEROP.asByte(elements.get(i)));
            } else {
                converted.add(convert(elements.get(i), element, path + ", element " + i));
            }
        }
        return ListValues.of(element, converted);
    }

    /** Hash entries or members as a map. */
    private Object map(Object value, MapType type, String path) throws InteropException {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (INTEROP.hasHashEntries(value)) {
            for (Object entry : iterate(INTEROP.getHashEntriesIterator(value))) {
                Object key = convert(INTEROP.readArrayElement(entry, 0), type.key(), path + ", key");
                map.put(key, convert(INTEROP.readArrayElement(entry, 1), type.value(), path + ", value of " + key));
            }
        } else if (type.key().kind() == TypeKind.STRING && INTEROP.hasMembers(value)) {
            Object members = INTEROP.getMembers(value);
            for (long i = 0; i < INTEROP.getArraySize(members); i++) {
                String key = INTEROP.asString(INTEROP.readArrayElement(members, i));
                map.put(key, convert(INTEROP.readMember(value, key), type.value(), path + ", value of " + key));
            }
        } else {
            throw mismatch(value, type, path);
        }
        return map;
    }

    private List<Object> convertAll(List<Object> elements, List<WitType> types, String path) {
        List<Object> converted = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            converted.add(convert(elements.get(i), types.get(i), path + ", element " + i));
        }
        return converted;
    }

    private static List<Object> elements(Object value, WitType type, String path) throws InteropException {
        List<Object> elements = new ArrayList<>();
        if (INTEROP.hasArrayElements(value)) {
            long size = INTEROP.getArraySize(value);
            for (long i = 0; i < size; i++) {
                elements.add(INTEROP.readArrayElement(value, i));
            }
        } else if (INTEROP.hasIterator(value) && !INTEROP.isString(value)) {
            elements.addAll(iterate(INTEROP.getIterator(value)));
        } else {
            throw mismatch(value, type, path);
        }
        return elements;
    }

    private static List<Object> iterate(Object iterator) throws InteropException {
        List<Object> elements = new ArrayList<>();
        while (INTEROP.hasIteratorNextElement(iterator)) {
            try {
                elements.add(INTEROP.getIteratorNextElement(iterator));
            } catch (StopIterationException _) {
                break;
            }
        }
        return elements;
    }

    /** A member or hash entry by its name in WIT or in camelCase, or null. */
    static Object member(Object value, String name) throws InteropException {
        String camelCase = Label.toCamelCase(name);
        for (String key : List.of(name, camelCase)) {
            if (INTEROP.hasHashEntries(value) && INTEROP.isHashEntryReadable(value, key)) {
                return INTEROP.readHashValue(value, key);
            }
            if (INTEROP.isMemberReadable(value, key)) {
                return INTEROP.readMember(value, key);
            }
        }
        return null;
    }

    private static boolean hasFields(Object value) {
        return INTEROP.hasMembers(value) || INTEROP.hasHashEntries(value);
    }

    private Object record(Object value, RecordType type, String path) throws InteropException {
        if (!hasFields(value)) {
            throw mismatch(value, type, path);
        }
        Object[] fields = new Object[type.fields().size()];
        for (int i = 0; i < fields.length; i++) {
            NamedType field = type.fields().get(i);
            Object found = member(value, field.name());
            String fieldPath = path + ", field \"" + field.name() + "\"";
            if (found != null) {
                fields[i] = convert(found, field.type(), fieldPath);
            } else if (field.type() instanceof OptionType) {
                fields[i] = VariantValue.NONE;
            } else {
                throw new TypeMismatchException(fieldPath + ": expected " + field.type() + ", but it is missing");
            }
        }
        return new RecordValue(type, fields);
    }

    private static Object flags(Object value, FlagsType type, String path) throws InteropException {
        if (!hasFields(value)) {
            throw mismatch(value, type, path);
        }
        int bits = 0;
        for (int i = 0; i < type.names().size(); i++) {
            String name = type.names().get(i);
            Object found = member(value, name);
            if (found == null || INTEROP.isNull(found)) {
                continue;
            }
            if (!INTEROP.isBoolean(found)) {
                throw mismatch(found, PrimitiveType.BOOL, path + ", flag \"" + name + "\"");
            }
            bits |= INTEROP.asBoolean(found) ? 1 << i : 0;
        }
        return new FlagsValue(bits);
    }

    /** The index of a label, whose acronyms may be written in small letters: labels that differ in case only are one. */
    private static int index(List<String> labels, String label) {
        int exact = labels.indexOf(label);
        for (int i = 0; exact < 0 && i < labels.size(); i++) {
            if (labels.get(i).equalsIgnoreCase(label)) {
                return i;
            }
        }
        return exact;
    }

    private Object option(Object value, OptionType type, String path) throws InteropException {
        if (INTEROP.isNull(value)) {
            return VariantValue.NONE;
        }
        if (type.payload() instanceof OptionType) {
            List<WitType> payloads = new ArrayList<>();
            payloads.add(null);
            payloads.add(type.payload());
            return tagged(value, type, List.of("none", "some"), payloads, path);
        }
        return VariantValue.some(convert(value, type.payload(), path));
    }

    private VariantValue tagged(Object value, WitType type, List<String> names, List<WitType> payloads, String path)
            throws InteropException {
        Object tag = INTEROP.isString(value) ? value : hasFields(value) ? member(value, ToPolyglot.TAG) : null;
        int index = tag != null && INTEROP.isString(tag) ? index(names, INTEROP.asString(tag)) : -1;
        if (index < 0) {
            throw mismatch(value, type, path);
        }
        WitType payload = payloads.get(index);
        if (payload == null) {
            return new VariantValue(index, null);
        }
        Object found = INTEROP.isString(value) ? null : member(value, ToPolyglot.VALUE);
        String casePath = path + ", case \"" + names.get(index) + "\"";
        if (found == null && payload instanceof OptionType) {
            return new VariantValue(index, VariantValue.NONE);
        }
        if (found == null) {
            throw new TypeMismatchException(casePath + ": expected " + payload + ", but `val` is missing");
        }
        return new VariantValue(index, convert(found, payload, casePath));
    }

    private Object resource(Object value, HandleType type, String path) {
        RuntimeResource resource = resources.resource(type.resource());
        if (!resource.isGuest()) {
            return switch (value) {
                case OpaqueResource opaque -> opaque.resource();
                case ResourceObject object -> object.resource();
                default -> value;
            };
        }
        if (!(value instanceof ResourceObject object) || object.resource().type() != resource) {
            throw mismatch(value, type, path);
        }
        GuestResource guest = object.resource();
        if (!guest.isUsable()) {
            throw new TypeMismatchException(path + ": " + ResourceObject.gone(guest));
        }
        if (type.isOwn() && !guest.isOwn()) {
            throw new TypeMismatchException(path + ": the resource is lent for a call and cannot be given away");
        }
        return guest;
    }
}
