package dev.perigord.wasm.embedding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
         * Adds records, enums, sealed interfaces of records, and interfaces whose methods are functions of a guest.
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
         * of bytes are copied at once.
         */
        public HostAccess build() {
            HostAccess.Builder builder = HostAccess.newBuilder(base).allowBufferAccess(true);
            builder.targetTypeMapping(
                    Value.class,
                    AutoCloseable.class,
                    value -> value.canInvokeMember(CLOSE),
                    value -> () -> value.invokeMember(CLOSE),
                    TargetMappingPrecedence.LOW);
            List.copyOf(types).forEach(type -> map(builder, type));
            return builder.build();
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
