package dev.perigord.wasm.embedding;

import java.util.Objects;
import org.graalvm.polyglot.TypeLiteral;
import org.graalvm.polyglot.Value;

/** Java types for the values of components, by reflection; the package says which types belong to each other. */
public final class Bindings {
    private Bindings() {}

    /**
     * A value of a component as a Java value: of a class with one of the shapes that the package lists, or of anything
     * that {@link Value#as(Class)} knows. In a context whose host access binds the type ({@link WasmHostAccess}),
     * {@code value.as(type)} does the same.
     *
     * <p>An interface becomes an object whose methods call the functions of the same name, converting arguments and
     * results by the generic types of the method:
     *
     * {@snippet :
     * interface Shapes {
     *     Optional<Double> area(Shape shape);
     *
     *     Counter newCounter(int start);   // the constructor of the resource counter
     *
     *     Counter counterMake(int start);  // its static function make
     * }
     *
     * interface Counter extends AutoCloseable {
     *     int inc();
     *
     *     @Override
     *     void close();                    // drops the resource
     * }
     *
     * Shapes shapes = Bindings.toJava(instance.getMember("shapes"), Shapes.class);
     * }
     *
     * A method without parameters whose member is no function gives the member, so that an interface for the whole
     * instance has a method for each exported interface. A function whose {@code result} is an error throws a
     * {@link ComponentException} if the method declares it, otherwise a
     * {@link org.graalvm.polyglot.PolyglotException} with the error as {@code getGuestObject()}. An underscore at the end
     * of a name, as in {@code class_}, does not count. A default method is
     * used where the guest has no such function; for any other method without one, calling it throws an
     * {@link UnsupportedOperationException}.
     *
     * @throws ClassCastException if the value has not the shape of the type; the message says where and what was found
     */
    public static <T> T toJava(Value value, Class<T> type) {
        Objects.requireNonNull(value);
        @SuppressWarnings("unchecked") // Class.cast does not take a box for int.class
        T converted = (T) FromGuest.convert(value, type, type.getSimpleName());
        return converted;
    }

    /**
     * An export of an instance, by its full name or a shorter one, as {@link #toJava(Value, Class)} gives it.
     *
     * @throws IllegalArgumentException if the instance exports nothing of that name
     */
    public static <T> T export(Value instance, String name, Class<T> type) {
        Value member = instance.getMember(name);
        if (member == null) {
            throw new IllegalArgumentException(
                    instance + " has no export `" + name + "`; it has " + String.join(", ", instance.getMemberKeys()));
        }
        return toJava(member, type);
    }

    /**
     * The same for a generic type, such as {@code new TypeLiteral<List<Shape>>() {}}.
     *
     * @throws ClassCastException if the value has not the shape of the type; the message says where and what was found
     */
    public static <T> T toJava(Value value, TypeLiteral<T> type) {
        Objects.requireNonNull(value);
        return type.getRawType()
                .cast(FromGuest.convert(value, type.getType(), type.getRawType().getSimpleName()));
    }

    /**
     * A Java value as one that components take, as an argument or as an import: records, enums, cases of sealed
     * interfaces, {@code Optional}, collections, maps, arrays, and what these contain; objects of {@link #toJava} are the
     * guest's again.
     *
     * <p>Any other object implements a WIT interface, or a resource of one, with its public methods that are annotated
     * with {@link org.graalvm.polyglot.HostAccess.Export}, in its class or in an interface or superclass of it. Method
     * {@code olderThan} is the function {@code older-than}; {@code newCounter} is the constructor of the resource
     * {@code counter}, {@code counterMake} its static function {@code make}. Arguments and results are converted by the
     * generic types of the method. An object without such methods is passed as it is.
     *
     * {@snippet :
     * public class Host {
     *     @HostAccess.Export
     *     public Optional<String> lookup(String key) {
     *         return Optional.ofNullable(System.getProperty(key));
     *     }
     * }
     *
     * Value instance = component.newInstance(Bindings.toGuest(Map.of("test:demo/host", new Host())));
     * }
     *
     * @throws IllegalArgumentException if two exported methods of an object have the same name
     */
    public static Object toGuest(Object value) {
        return new ToGuest(null).convert(value);
    }
}
