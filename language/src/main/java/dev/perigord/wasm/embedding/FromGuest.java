package dev.perigord.wasm.embedding;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.graalvm.polyglot.Value;

/**
 * Values as Java values of generic types. A value that does not fit gives a {@link ClassCastException} that says where
 * it is: every method takes the path that led to its value.
 */
final class FromGuest {
    /** The member of a variant that names the case. */
    static final String TAG = "tag";

    /** The member of a variant that has the payload. */
    static final String VALUE = "val";

    private static final int UNSIGNED_BYTE = 0xFF;

    private FromGuest() {}

    static Object convert(Value value, Type type, String path) {
        return switch (type) {
            case Class<?> plain -> plain(value, plain, path);
            case ParameterizedType generic -> generic(value, generic, path);
            case GenericArrayType array -> array(value, array.getGenericComponentType(), path);
            case WildcardType wildcard -> convert(value, wildcard.getUpperBounds()[0], path);
            default -> throw new IllegalArgumentException(path + ": type variables are not supported: " + type);
        };
    }

    private static Object plain(Value value, Class<?> type, String path) {
        if (type == void.class || type == Void.class) {
            return null;
        }
        Optional<Object> own = javaObject(value).filter(type::isInstance);
        if (own.isPresent()) {
            return own.get();
        }
        if (type == Value.class) {
            return value;
        }
        if (type == Optional.class || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            Type[] arguments = new Type[type.getTypeParameters().length];
            Arrays.fill(arguments, Object.class);
            return container(value, type, arguments, path);
        }
        if (value.isNull()) {
            if (type.isPrimitive()) {
                throw mismatch(value, type, path);
            }
            return null;
        }
        if (type == byte[].class) {
            return bytes(value, path);
        }
        if (type.isArray()) {
            return array(value, type.getComponentType(), path);
        }
        if (type.isEnum()) {
            return constant(value, type, path);
        }
        if (type.isRecord()) {
            return record(value, type, TypeArguments.NONE, path);
        }
        if (type.isSealed() && type.isInterface()) {
            return variant(value, type, TypeArguments.NONE, path);
        }
        return isOwn(type) ? GuestProxy.create(value, type) : simple(value, type, path);
    }

    /** Whether an interface is the embedder's; those of the JDK, such as functions, polyglot implements itself. */
    private static boolean isOwn(Class<?> type) {
        return type.isInterface() && type.getClassLoader() != null;
    }

    private static Object simple(Value value, Class<?> type, String path) {
        try {
            return value.as(type);
        } catch (ClassCastException e) {
            throw mismatch(value, type, path);
        }
    }

    /** The embedder's object that a guest only passed through. */
    private static Optional<Object> javaObject(Value value) {
        if (value.isHostObject()) {
            return Optional.ofNullable(value.asHostObject()); // a null of Java is a host object
        }
        return value.isProxyObject() && value.asProxyObject() instanceof ExportedObject exported
                ? Optional.of(exported.object())
                : Optional.empty();
    }

    private static Object generic(Value value, ParameterizedType type, String path) {
        Class<?> raw = (Class<?>) type.getRawType();
        return container(value, raw, type.getActualTypeArguments(), path);
    }

    private static Object container(Value value, Class<?> type, Type[] arguments, String path) {
        if (type == Optional.class) {
            return option(value, arguments[0], path);
        }
        if (value.isNull()) {
            return null;
        }
        if (type == Map.class) {
            return map(value, arguments[0], arguments[1], path);
        }
        if (type == Set.class) {
            return set(value, arguments[0], path);
        }
        if (type.isAssignableFrom(List.class)) {
            return Collections.unmodifiableList(elements(value, arguments[0], path));
        }
        if (type.isRecord()) {
            return record(value, type, TypeArguments.of(type, arguments), path);
        }
        if (type.isSealed()) {
            return variant(value, type, TypeArguments.of(type, arguments), path);
        }
        return isOwn(type) ? GuestProxy.create(value, type) : simple(value, type, path);
    }

    private static List<Object> elements(Value value, Type element, String path) {
        if (!value.hasArrayElements()) {
            throw mismatch(value, List.class, path);
        }
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < value.getArraySize(); i++) {
            elements.add(convert(value.getArrayElement(i), element, path + ", element " + i));
        }
        return elements;
    }

    private static Object array(Value value, Type element, String path) {
        Class<?> raw = (Class<?>) (element instanceof ParameterizedType generic ? generic.getRawType() : element);
        List<Object> elements = elements(value, element, path);
        Object array = Array.newInstance(raw, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static byte[] bytes(Value value, String path) {
        if (value.hasBufferElements()) {
            byte[] bytes = new byte[Math.toIntExact(value.getBufferSize())];
            value.readBuffer(0, bytes, 0, bytes.length);
            return bytes;
        }
        List<Object> elements = elements(value, Integer.class, path);
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            int element = (Integer) elements.get(i);
            if (element < Byte.MIN_VALUE || element > UNSIGNED_BYTE) {
                throw mismatch(value.getArrayElement(i), byte.class, path + ", element " + i);
            }
            bytes[i] = (byte) element;
        }
        return bytes;
    }

    /** Flags are members, a list of enum values has elements. */
    private static Set<Object> set(Value value, Type element, String path) {
        if (value.hasArrayElements() || !(element instanceof Class<?> type && type.isEnum())) {
            return Collections.unmodifiableSet(new LinkedHashSet<>(elements(value, element, path)));
        }
        if (!value.hasMembers()) {
            throw mismatch(value, Set.class, path);
        }
        Set<Object> constants = new LinkedHashSet<>();
        for (Object constant : type.getEnumConstants()) {
            String name = Names.ofConstant((Enum<?>) constant);
            Value flag = value.getMember(name);
            if (flag != null && (boolean) convert(flag, boolean.class, path + ", flag " + name)) {
                constants.add(constant);
            }
        }
        return Collections.unmodifiableSet(constants);
    }

    private static Map<Object, Object> map(Value value, Type key, Type content, String path) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (value.hasHashEntries()) {
            Value keys = value.getHashKeysIterator();
            while (keys.hasIteratorNextElement()) {
                Value next = keys.getIteratorNextElement();
                map.put(
                        convert(next, key, path + ", key"),
                        convert(value.getHashValue(next), content, path + ", entry " + next));
            }
        } else if (value.hasMembers()) {
            for (String name : value.getMemberKeys()) {
                map.put(name, convert(value.getMember(name), content, path + ", entry " + name));
            }
        } else {
            throw mismatch(value, Map.class, path);
        }
        return Collections.unmodifiableMap(map);
    }

    private static Optional<?> option(Value value, Type payload, String path) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (payload instanceof ParameterizedType inner && inner.getRawType() == Optional.class) {
            boolean some = "some".equals(tag(value, Optional.class, path));
            return some ? Optional.of(convert(value.getMember(VALUE), payload, path)) : Optional.empty();
        }
        return Optional.of(convert(value, payload, path));
    }

    private static String tag(Value value, Class<?> type, String path) {
        Value tag = value.isString() ? value : value.hasMembers() ? value.getMember(TAG) : null;
        if (tag == null || !tag.isString()) {
            throw mismatch(value, type, path);
        }
        return tag.asString();
    }

    private static Object constant(Value value, Class<?> type, String path) {
        return Stream.of(type.getEnumConstants())
                .filter(constant ->
                        value.isString() && Names.ofConstant((Enum<?>) constant).equalsIgnoreCase(value.asString()))
                .findFirst()
                .orElseThrow(() -> mismatch(value, type, path));
    }

    private static Object variant(Value value, Class<?> type, TypeArguments arguments, String path) {
        String tag = tag(value, type, path);
        Class<?> found = RecordShape.findCase(type, tag).orElseThrow(() -> mismatch(value, type, path));
        RecordShape shape = RecordShape.of(found);
        TypeArguments ofCase = arguments.ofCase(found);
        Value payload = value.isString() ? null : value.getMember(VALUE);
        String casePath = path + ", case " + tag;
        if (shape.components().isEmpty()) {
            return shape.create(new Object[0]);
        }
        boolean isSingle = shape.components().size() == 1;
        Type component = ofCase.apply(shape.components().getFirst().type());
        if (payload == null && !(isSingle && component == Void.class)) {
            throw mismatch(value, type, casePath);
        }
        if (!isSingle) {
            return record(payload, found, ofCase, casePath);
        }
        Object converted = payload == null ? null : convert(payload, component, casePath);
        return shape.create(new Object[] {converted});
    }

    /** A tuple has elements, a WIT record has members. */
    private static Object record(Value value, Class<?> type, TypeArguments arguments, String path) {
        RecordShape shape = RecordShape.of(type);
        Object[] values = new Object[shape.components().size()];
        boolean byPosition = value.hasArrayElements() && value.getArraySize() == values.length;
        if (!byPosition && !value.hasMembers()) {
            throw mismatch(value, type, path);
        }
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = shape.components().get(i);
            Type componentType = arguments.apply(component.type());
            String componentPath = path + ", " + component.name();
            Value part = byPosition ? value.getArrayElement(i) : value.getMember(component.name());
            if (part != null) {
                values[i] = convert(part, componentType, componentPath);
            } else if (componentType instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
                values[i] = Optional.empty();
            } else {
                throw mismatch(value, type, componentPath);
            }
        }
        return shape.create(values);
    }

    private static ClassCastException mismatch(Value value, Class<?> type, String path) {
        return new ClassCastException(path + ": expected " + type.getSimpleName() + ", got " + value);
    }
}
