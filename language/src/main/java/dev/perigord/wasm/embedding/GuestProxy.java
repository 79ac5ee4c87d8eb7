package dev.perigord.wasm.embedding;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** A Java interface whose methods are the members of a value: of an instance, an interface or a resource. */
final class GuestProxy implements InvocationHandler {
    private static final Object[] NO_ARGUMENTS = {};
    private static final String CONSTRUCTOR = "new";

    private final Value value;
    private final Class<?> type;

    private GuestProxy(Value value, Class<?> type) {
        this.value = value;
        this.type = type;
    }

    static Object create(Value value, Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new GuestProxy(value, type));
    }

    /** The value behind an object that {@link #create} made. */
    static Optional<Value> valueOf(Object object) {
        return Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object) instanceof GuestProxy proxy
                ? Optional.of(proxy.value)
                : Optional.empty();
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" ->
                    given[0] != null && valueOf(given[0]).filter(value::equals).isPresent();
                case "hashCode" -> value.hashCode();
                default -> value.toString();
            };
        }
        Object[] converted = Arrays.stream(given)
                .map(new ToGuest(value.getContext())::convert)
                .toArray();
        Optional<Value> result = call(method, converted);
        if (result.isPresent()) {
            String path = "result of " + type.getSimpleName() + "." + method.getName();
            return FromGuest.convert(result.get(), method.getGenericReturnType(), path);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(self, method, given);
        }
        throw new UnsupportedOperationException(
                value + " has no function for " + method + "; its members are " + value.getMemberKeys());
    }

    /** An error of the guest is thrown as the method declares, otherwise as it comes. */
    private Optional<Value> call(Method method, Object[] arguments) {
        try {
            return call(Names.ofMember(method.getName()), arguments);
        } catch (PolyglotException e) {
            boolean isDeclared = Arrays.asList(method.getExceptionTypes()).contains(ComponentException.class);
            throw isDeclared && isError(e) ? new ComponentException(e) : e;
        }
    }

    /** Whether an exception is the error of a {@code result}: only the language can tell it from others. */
    private boolean isError(PolyglotException exception) {
        return exception.isGuestException()
                && exception.getGuestObject() != null
                && value.getContext()
                        .getBindings("wasm")
                        .invokeMember("isError", exception.getGuestObject())
                        .asBoolean();
    }

    /** Nothing if no member fits the method's name. */
    private Optional<Value> call(String name, Object[] arguments) {
        if (value.canInvokeMember(name)) {
            return Optional.of(value.invokeMember(name, arguments));
        }
        if (value.hasMember(name) && arguments.length == 0) {
            return Optional.of(value.getMember(name));
        }
        if (value.canExecute()) {
            return Optional.of(value.execute(arguments));
        }
        if (name.startsWith(CONSTRUCTOR)) {
            Value resource = value.getMember(Names.decapitalized(name.substring(CONSTRUCTOR.length())));
            if (resource != null && resource.canInstantiate()) {
                return Optional.of(resource.newInstance(arguments));
            }
        }
        return callStatic(name, arguments);
    }

    /** {@code counterMake} is the static function {@code make} of the resource {@code counter}. */
    private Optional<Value> callStatic(String name, Object[] arguments) {
        for (int i = 1; i < name.length(); i++) {
            Value resource = Character.isUpperCase(name.charAt(i)) ? value.getMember(name.substring(0, i)) : null;
            String function = Names.decapitalized(name.substring(i));
            if (resource != null && resource.canInvokeMember(function)) {
                return Optional.of(resource.invokeMember(function, arguments));
            }
        }
        return Optional.empty();
    }
}
