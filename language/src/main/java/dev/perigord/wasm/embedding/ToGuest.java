package dev.perigord.wasm.embedding;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;

/**
 * Java values as values that a component takes; their own classes say what they are.
 *
 * @param context where the values are used, or null if that is not known yet
 */
record ToGuest(Context context) {
    Object convert(Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> option -> option(option);
            case Enum<?> constant -> Names.ofConstant(constant);
            case Record record -> record(record);
            case byte[] bytes -> bytes(bytes);
            case Map<?, ?> map -> map(map);
            case Set<?> set when set.stream().allMatch(Enum.class::isInstance) -> flags(set);
            case Collection<?> collection -> ProxyArray.fromList(convertAll(collection.toArray()));
            default -> other(value);
        };
    }

    private Object other(Object value) {
        if (value.getClass().isArray()) {
            return array(value);
        }
        Optional<Value> guest = GuestProxy.valueOf(value);
        return guest.isPresent()
                ? guest.get()
                : ExportedObject.of(value).<Object>map(object -> object).orElse(value);
    }

    /** Numbers are copied at once where the context lets guests read arrays of Java. */
    private Object array(Object array) {
        if (array.getClass().getComponentType().isPrimitive()) {
            Value numbers = context == null ? null : context.asValue(array);
            return numbers != null && numbers.hasArrayElements() ? numbers : elements(array);
        }
        return ProxyArray.fromList(convertAll((Object[]) array));
    }

    private static ProxyArray elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return ProxyArray.fromList(elements);
    }

    private List<Object> convertAll(Object[] values) {
        List<Object> converted = new ArrayList<>(values.length);
        for (Object value : values) {
            converted.add(convert(value));
        }
        return converted;
    }

    /** One null could not tell the levels of an option of an option apart. */
    private Object option(Optional<?> option) {
        return option.<Object>map(value -> value instanceof Optional ? tagged("some", value) : convert(value))
                .orElse(null);
    }

    private Object tagged(String tag, Object payload) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(FromGuest.TAG, tag);
        members.put(FromGuest.VALUE, convert(payload));
        return new MembersProxy(members);
    }

    private Object record(Record record) {
        RecordShape shape = RecordShape.of(record.getClass());
        List<Object> values = shape.read(record);
        if (!shape.isCase()) {
            return fields(shape, values);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(FromGuest.TAG, Names.ofClass(record.getClass()));
        if (!values.isEmpty()) {
            members.put(FromGuest.VALUE, values.size() == 1 ? convert(values.getFirst()) : fields(shape, values));
        }
        return new MembersProxy(members);
    }

    /** Members for a WIT record, elements for a tuple: the WIT type decides which of them are read. */
    private MembersProxy fields(RecordShape shape, List<Object> values) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            members.put(shape.components().get(i).name(), convert(values.get(i)));
        }
        return new MembersProxy(members, new ArrayList<>(members.values()));
    }

    /** Members for WIT flags, elements for a list of enum values. */
    private static MembersProxy flags(Set<?> constants) {
        Map<String, Object> members = new LinkedHashMap<>();
        constants.forEach(constant -> members.put(Names.ofConstant((Enum<?>) constant), true));
        return new MembersProxy(members, List.copyOf(members.keySet()));
    }

    private Object map(Map<?, ?> map) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(convert(key), convert(value)));
        return new MapProxy(entries);
    }

    /** A buffer is copied at once; without buffer access of the context it must be an array. */
    private Object bytes(byte[] bytes) {
        Value buffer = context == null ? null : context.asValue(ByteBuffer.wrap(bytes));
        if (buffer != null && buffer.hasBufferElements()) {
            return buffer;
        }
        return array(bytes);
    }
}
