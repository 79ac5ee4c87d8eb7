package dev.perigord.wasm.wasi.preview2.declaration;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An interface of WASI 0.2 while it is declared. Whatever a body throws reaches the guest as the interface says: a
 * {@link WasiException} as the error of the function's result, a trap as a trap, and a fault of the host's own code as
 * a trap too, so that no Java exception crosses the border.
 */
public final class Declaration {
    /** The newest version of WASI 0.2; it serves every component that asks for an older one. */
    public static final String VERSION = "0.2.12";

    private final HostInterface.Builder builder;
    private Function<WasiException, ?> errors;

    /** What a function does. */
    @FunctionalInterface
    public interface Body {
        /** Gives the result as {@link HostFunction} says. */
        Object call(Arguments arguments) throws WasiException;
    }

    /** What a method does. */
    @FunctionalInterface
    public interface MethodBody<T> {
        /** Gives the result as {@link HostFunction} says; the arguments are those behind {@code self}. */
        Object call(T self, Arguments arguments) throws WasiException;
    }

    private Declaration(String name) {
        builder = HostInterface.builder(name + "@" + VERSION);
    }

    /** Begins an interface; the name, such as {@code wasi:io/poll}, is without version. */
    public static Declaration of(String name) {
        return new Declaration(name);
    }

    /** Says what error of the functions' result a failure is; without it a failure is a trap. */
    public Declaration failing(Function<WasiException, ?> payload) {
        errors = payload;
        return this;
    }

    /** Makes types and resources of another interface known. */
    public Declaration use(HostInterface other, String... labels) {
        builder.use(other, labels);
        return this;
    }

    /** Names a type. */
    public Declaration type(String label, String wit) {
        builder.type(label, wit);
        return this;
    }

    /** Names an enum whose cases are the first of a Java enum. */
    public <E extends Enum<E>> Declaration enumeration(String label, E[] constants, int count) {
        return type(
                label,
                Arrays.stream(constants, 0, count)
                        .map(constant ->
                                "%" + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", ", "enum { ", " }")));
    }

    /** Implements a function. */
    public Declaration function(String label, String signature, Body body) {
        builder.function(label, signature, new Guarded(body, errors));
        return this;
    }

    /** Declares a resource type; the destructor may be null. */
    public <T> Resource<T> resource(String label, Class<T> type, Consumer<? super T> destructor) {
        builder.resource(label, type, destructor);
        return new Resource<>(label, type);
    }

    /** The interface. */
    public HostInterface build() {
        return builder.build();
    }

    /** A resource type whose functions are declared. */
    public final class Resource<T> {
        private final String label;
        private final Class<T> type;

        private Resource(String label, Class<T> type) {
            this.label = label;
            this.type = type;
        }

        /** Implements a method. */
        public Resource<T> method(String name, String signature, MethodBody<T> body) {
            function("[method]" + label + "." + name, signature, arguments -> {
                T self = arguments.resource(0, type);
                return body.call(self, new Arguments(arguments.call(), arguments.values(), 1));
            });
            return this;
        }

        /** Implements a static function. */
        public Resource<T> staticFunction(String name, String signature, Body body) {
            function("[static]" + label + "." + name, signature, body);
            return this;
        }

        /** Implements the constructor. */
        public Resource<T> constructor(String signature, Body body) {
            function("[constructor]" + label, signature, body);
            return this;
        }

        /**
         * Declares methods of a resource of which nothing ever gives an object, a line each, such as
         * {@code receive: func(max: u64) -> u64}.
         */
        public Resource<T> uninhabited(String methods) {
            methods.lines().forEach(line -> {
                int colon = line.indexOf(':');
                method(line.substring(0, colon).strip(), line.substring(colon + 1), (_, arguments) -> {
                    throw arguments.trap(arguments.call().name() + " is not supported");
                });
            });
            return this;
        }
    }

    /** A body with the border around it. */
    private record Guarded(Body body, Function<WasiException, ?> errors) implements HostFunction {
        @Override
        @TruffleBoundary
        public Object call(HostCall call, Object... arguments) {
            try {
                return body.call(new Arguments(call, arguments, 0));
            } catch (WasiException e) {
                if (errors == null) {
                    throw call.trap(call.name() + ": " + e.code().witName());
                }
                throw new ComponentException(errors.apply(e));
            } catch (AbstractTruffleException | ComponentException e) {
                throw e;
            } catch (RuntimeException e) {
                throw call.trap(call.name() + ": " + e);
            }
        }
    }
}
