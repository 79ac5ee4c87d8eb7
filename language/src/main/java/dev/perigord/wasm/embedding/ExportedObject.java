package dev.perigord.wasm.embedding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;

/** A Java object that implements a WIT interface or resource with its exported methods. */
final class ExportedObject implements ProxyObject {
    private static final String CONSTRUCTOR = "[constructor]";
    private static final String STATIC = "[static]";

    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> methods = new LinkedHashMap<>();
            collect(type, methods);
            return methods;
        }
    };

    private final Object object;
    private final Map<String, Method> methods;

    private ExportedObject(Object object, Map<String, Method> methods) {
        this.object = object;
        this.methods = methods;
    }

    /** The object for guests; nothing if its class has no exported method. */
    static Optional<ExportedObject> of(Object object) {
        Map<String, Method> methods = METHODS.get(object.getClass());
        return methods.isEmpty() ? Optional.empty() : Optional.of(new ExportedObject(object, methods));
    }

    /** Methods of a class go before those that it inherits, which may be less precise about types. */
    private static void collect(Class<?> type, Map<String, Method> methods) {
        for (Method method : type.getDeclaredMethods()) {
            boolean exported = method.isAnnotationPresent(HostAccess.Export.class)
                    && !method.isBridge()
                    && Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers());
            if (!exported) {
                continue;
            }
            Method known = methods.putIfAbsent(Names.ofMember(method.getName()), method);
            if (known == null) {
                method.trySetAccessible();
            } else if (known.getParameterCount() != method.getParameterCount()
                    || known.getDeclaringClass() == method.getDeclaringClass()) {
                throw new IllegalArgumentException(
                        "WIT knows no overloading, but two exported methods have one name: " + known + ", " + method);
            }
        }
        for (Class<?> implemented : type.getInterfaces()) {
            collect(implemented, methods);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), methods);
        }
    }

    /** The Java object itself, for the embedder's code to which it comes back. */
    Object object() {
        return object;
    }

    /**
     * The method of a function: its name in camelCase; {@code newCounter} for a constructor, {@code counterMake} for a
     * static function of a resource.
     */
    private Method find(String function) {
        if (function.startsWith(CONSTRUCTOR)) {
            String resource = Names.camelCase(function.substring(CONSTRUCTOR.length()));
            return methods.get("new" + Names.capitalized(resource));
        }
        int dot = function.indexOf('.');
        if (function.startsWith(STATIC) && dot > 0) {
            String resource = Names.camelCase(function.substring(STATIC.length(), dot));
            return methods.get(resource + Names.capitalized(Names.camelCase(function.substring(dot + 1))));
        }
        return methods.get(function);
    }

    @Override
    public Object getMember(String key) {
        Method method = find(key);
        return method == null ? null : (ProxyExecutable) arguments -> call(method, arguments);
    }

    @Override
    public Object getMemberKeys() {
        return ProxyArray.fromList(List.copyOf(methods.keySet()));
    }

    @Override
    public boolean hasMember(String key) {
        return find(key) != null;
    }

    @Override
    public void putMember(String key, Value value) {
        throw new UnsupportedOperationException("the object cannot be changed");
    }

    private Object call(Method method, Value[] arguments) {
        if (arguments.length != method.getParameterCount()) {
            throw new IllegalArgumentException(method + " is called with the arguments " + Arrays.toString(arguments));
        }
        Object[] converted = new Object[arguments.length];
        for (int i = 0; i < converted.length; i++) {
            String path = method.getName() + ": argument " + (i + 1);
            converted[i] = FromGuest.convert(arguments[i], method.getGenericParameterTypes()[i], path);
        }
        try {
            return new ToGuest(Context.getCurrent()).convert(method.invoke(object, converted));
        } catch (InvocationTargetException e) {
            throw Failures.rethrown(e.getCause());
        } catch (IllegalAccessException e) {
            throw Failures.inaccessible(method.getDeclaringClass(), e);
        }
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
