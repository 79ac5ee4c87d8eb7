package dev.perigord.wasm.embedding;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the type variables of a generic record or sealed interface stand for. */
record TypeArguments(Map<TypeVariable<?>, Type> known) {
    /** Of a type without parameters. */
    static final TypeArguments NONE = new TypeArguments(Map.of());

    static TypeArguments of(Class<?> type, Type... arguments) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            known.put(type.getTypeParameters()[i], arguments[i]);
        }
        return new TypeArguments(known);
    }

    /** A type with its variables replaced. */
    Type apply(Type type) {
        return switch (type) {
            case TypeVariable<?> variable -> known.getOrDefault(variable, variable);
            case ParameterizedType generic ->
                new Generic(generic.getRawType(), applyAll(generic.getActualTypeArguments()));
            case GenericArrayType array -> new GenericArray(apply(array.getGenericComponentType()));
            default -> type;
        };
    }

    private Type[] applyAll(Type[] types) {
        return Stream.of(types).map(this::apply).toArray(Type[]::new);
    }

    /** The arguments of a case of a sealed interface to which these belong: {@code Ok<A, B>} of {@code Result<A, B>}. */
    TypeArguments ofCase(Class<?> type) {
        Map<TypeVariable<?>, Type> ofCase = new HashMap<>();
        for (Type implemented : type.getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
                Type[] arguments = generic.getActualTypeArguments();
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof TypeVariable<?> variable) {
                        ofCase.put(variable, apply(raw.getTypeParameters()[i]));
                    }
                }
            }
        }
        return new TypeArguments(ofCase);
    }

    /** A generic type with arguments. */
    private record Generic(Type raw, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }

    /** An array of such. */
    private record GenericArray(Type element) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return element;
        }
    }
}
