package dev.perigord.wasm.embedding;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.HostAccess.TargetMappingPrecedence;
import org.graalvm.polyglot.Value;

/**
 * Makes {@code Value.as} understand the embedder's types.
 *
 * {@snippet :
 * record Point(int x, int y) {}
 *
 * interface Geometry {
 *     double norm(Point point);
 * }
 *
 * HostAccess access = WasmHostAccess.builder().bind(Geometry.class, Point.class).build();
 * try (Context context = Context.newBuilder("wasm").allowHostAccess(access).build()) {
 *     Geometry geometry = context.eval(source).newInstance().as(Geometry.class);
 *     double norm = geometry.norm(new Point(3, 4));
 * }
 * }
 *
 * Only types that {@code Value.as} is called with, or that appear as parameters of Java methods that guests call, need to
 * be bound; what they contain follows.
 */
public final class WasmHostAccess {
    private static final String CLOSE = "close";

    private static final List<Class<?>> FUNCTIONS = List.of(
            Runnable.class,
            Callable.class,
            Supplier.class,
            Consumer.class,
            BiConsumer.class,
            Function.class,
            BiFunction.class,
            Predicate.class,
            BiPredicate.class,
            IntUnaryOperator.class,
            IntBinaryOperator.class,
            LongUnaryOperator.class,
            LongBinaryOperator.class,
            DoubleUnaryOperator.class,
            DoubleBinaryOperator.class,
            ToIntFunction.class,
            ToLongFunction.class,
            ToDoubleFunction.class);

    private WasmHostAccess() {}

    /** A builder that adds to {@link HostAccess#EXPLICIT}. */
    public static Builder builder() {
        return builder(HostAccess.EXPLICIT);
    }

    /** A builder that adds to what {@code base} grants. */
    public static Builder builder(HostAccess base) {
        return new Builder(base);
    }

    /** Collects types. */
    public static final class Builder {
        private final HostAccess base;
        private final Set<Class<?>> types = new LinkedHashSet<>();

        private Builder(HostAccess base) {
            this.base = base;
        }

        /**
         * Adds records, enums, sealed interfaces of records, and interfaces whose methods are functions of a guest. What implements
         * a {@link FunctionalInterface} among them is a function for guests.
         *
         * @throws IllegalArgumentException if a type is none of these
         */
        public Builder bind(Class<?>... bound) {
            for (Class<?> type : bound) {
                boolean hasShape = type.isRecord() || type.isEnum() || type.isInterface();
                if (!hasShape || type.isAnnotation()) {
                    throw new IllegalArgumentException("neither a record nor an enum nor an interface: " + type);
                }
                types.add(type);
            }
            return this;
        }

        /**
         * Host access with everything that the base grants, the bound types, {@link AutoCloseable} for resources, and access to byte buffers, so that arrays
         * of bytes are copied at once. Lambdas of the common interfaces in {@link java.util.function} are functions for guests;
         * to that end methods that override what guests may call may be called as well.
         */
        public HostAccess build() {
            // The class of a lambda has what guests may call from its interface only, so access must be inherited.
            HostAccess.Builder builder =
                    HostAccess.newBuilder(base).allowBufferAccess(true).allowAccessInheritance(true);
            builder.targetTypeMapping(
                    Value.class,
                    AutoCloseable.class,
                    value -> value.canInvokeMember(CLOSE),
                    value -> () -> value.invokeMember(CLOSE),
                    TargetMappingPrecedence.LOW);
            FUNCTIONS.forEach(type -> allowCall(builder, type));
            List.copyOf(types).forEach(type -> {
                map(builder, type);
                allowCall(builder, type);
            });
            return builder.build();
        }

        /** Polyglot executes an object by the one abstract method of its functional interface, if guests may call that. */
        private static void allowCall(HostAccess.Builder builder, Class<?> type) {
            if (type.isAnnotationPresent(FunctionalInterface.class)) {
                Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .forEach(builder::allowAccess);
            }
        }

        private static <T> void map(HostAccess.Builder builder, Class<T> type) {
            builder.targetTypeMapping(
                    Value.class,
                    type,
                    value -> !value.isNull(),
                    value -> Bindings.toJava(value, type),
                    TargetMappingPrecedence.HIGHEST);
        }
    }
}
