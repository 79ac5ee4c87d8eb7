package dev.perigord.wasm.embedding;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a record class is taken apart and put together. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    /** A component and how it is read. */
    record Component(String name, Type type, Method accessor) {}

    private final List<Component> components;
    private final Constructor<?> constructor;
    private final boolean isCase;

    private RecordShape(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        components = Stream.of(declared)
                .map(component -> new Component(
                        Names.ofMember(component.getName()), component.getGenericType(), component.getAccessor()))
                .toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Stream.of(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new LinkageError("a record without its canonical constructor: " + type, e);
        }
        /* The types of tests and programs are often not public; where a module keeps them closed, access fails. */
        constructor.trySetAccessible();
        components.forEach(component -> component.accessor().trySetAccessible());
        isCase = Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    List<Component> components() {
        return components;
    }

    /** Whether the record is a case of a variant. */
    boolean isCase() {
        return isCase;
    }

    /** The record class that is a case of a sealed interface. */
    static Optional<Class<?>> findCase(Class<?> sealed, String tag) {
        return Stream.of(sealed.getPermittedSubclasses())
                .<Class<?>>mapMulti((permitted, sink) -> {
                    if (permitted.isSealed()) {
                        findCase(permitted, tag).ifPresent(sink);
                    } else if (permitted.isRecord() && Names.ofClass(permitted).equalsIgnoreCase(tag)) {
                        sink.accept(permitted);
                    }
                })
                .findFirst();
    }

    Object create(Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw Failures.rethrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw Failures.inaccessible(constructor.getDeclaringClass(), e);
        }
    }

    List<Object> read(Record value) {
        List<Object> values = new ArrayList<>(components.size());
        for (Component component : components) {
            try {
                values.add(component.accessor().invoke(value));
            } catch (InvocationTargetException e) {
                throw Failures.rethrown(e.getCause());
            } catch (IllegalAccessException e) {
                throw Failures.inaccessible(value.getClass(), e);
            }
        }
        return values;
    }
}
