package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The Java types of WIT types, as they are written in one file. */
final class JavaTypes {
    private static final String VALUE = "org.graalvm.polyglot.Value";

    private final BoundWorld world;
    private final Set<String> ambiguous;
    private final Set<Integer> tuples;

    /** Types of a world; a class whose name is one of {@code ambiguous} is written with the class that it is in. */
    private JavaTypes(BoundWorld world, Set<String> ambiguous, Set<Integer> tuples) {
        this.world = world;
        this.ambiguous = ambiguous;
        this.tuples = tuples;
    }

    static JavaTypes of(BoundWorld world) {
        Set<String> seen = new HashSet<>();
        Set<String> ambiguous = new HashSet<>();
        for (String name : DeclaredNames.all(world)) {
            if (!seen.add(name)) {
                ambiguous.add(name);
            }
        }
        return new JavaTypes(world, ambiguous, new TreeSet<>());
    }

    /** How many elements the tuples have that were written so far. */
    Set<Integer> tuples() {
        return tuples;
    }

    /** A type that is named in {@code scope}, written in {@code file}. */
    String of(TypeExpression type, Scope scope, File file) {
        return write(type, scope, file, false);
    }

    /** The same as an argument of a generic type. */
    String boxed(TypeExpression type, Scope scope, File file) {
        return type == null ? file.text().library("java.lang.Void") : write(type, scope, file, true);
    }

    /**
     * The file in which types are written.
     *
     * @param scope in which names of types are looked up
     * @param inScope whether the file is that of the scope's class, so that its classes need not be qualified
     */
    record File(SourceText text, Scope scope, boolean inScope) {}

    /** A type with the scope in which its parts are named. */
    record Resolved(Scope scope, TypeDefinition definition) {}

    /** Follows aliases and uses to what a name stands for in the end. */
    Resolved resolve(String name, Scope scope) {
        TypeDefinition definition = scope.types().get(name);
        return switch (definition.body()) {
            case TypeBody.Use(var from, var other) -> resolve(other, world.scope(from));
            case TypeBody.Alias(TypeExpression.Named(var other)) -> resolve(other, scope);
            default -> new Resolved(scope, definition);
        };
    }

    /** A {@code result} with the scope in which its parts are named. */
    record Outcome(Scope scope, TypeExpression.Result type) {}

    /** What a function returns if it is a {@code result}, maybe by another name; otherwise null. */
    Outcome outcome(TypeExpression type, Scope scope) {
        return switch (type) {
            case TypeExpression.Result result -> new Outcome(scope, result);
            case TypeExpression.Named(var name) -> {
                Resolved resolved = resolve(name, scope);
                yield resolved.definition().body() instanceof TypeBody.Alias(var other)
                        ? outcome(other, resolved.scope())
                        : null;
            }
            case null, default -> null;
        };
    }

    private String write(TypeExpression type, Scope scope, File file, boolean boxed) {
        return switch (type) {
            case TypeExpression.Primitive(var kind) -> primitive(kind, file, boxed);
            case TypeExpression.Named(var name) -> named(resolve(name, scope), file, boxed);
            case TypeExpression.Own(var name) -> named(resolve(name, scope), file, boxed);
            case TypeExpression.Borrow(var name) -> named(resolve(name, scope), file, boxed);
            case TypeExpression.ListOf(var element) -> list(element, scope, file);
            case TypeExpression.FixedList(var element, var _) -> list(element, scope, file);
            case TypeExpression.MapOf(var key, var value) -> generic("java.util.Map", List.of(key, value), scope, file);
            case TypeExpression.Option(var element) -> generic("java.util.Optional", List.of(element), scope, file);
            case TypeExpression.Result(var ok, var error) ->
                file.text().library("dev.perigord.wasm.embedding.Result") + "<" + boxed(ok, scope, file) + ", "
                        + boxed(error, scope, file) + ">";
            case TypeExpression.Tuple(var elements) -> tuple(elements, scope, file);
            case TypeExpression.Stream _, TypeExpression.Future _ -> file.text().library(VALUE);
        };
    }

    private static String primitive(TypeKind kind, File file, boolean boxed) {
        return switch (kind) {
            case BOOL -> boxed ? file.text().library("java.lang.Boolean") : "boolean";
            case S8 -> boxed ? file.text().library("java.lang.Byte") : "byte";
            case S16 -> boxed ? file.text().library("java.lang.Short") : "short";
            case U8, U16, S32 -> boxed ? file.text().library("java.lang.Integer") : "int";
            case U32, S64 -> boxed ? file.text().library("java.lang.Long") : "long";
            case U64 -> file.text().library("java.math.BigInteger");
            case F32 -> boxed ? file.text().library("java.lang.Float") : "float";
            case F64 -> boxed ? file.text().library("java.lang.Double") : "double";
            case CHAR, STRING -> file.text().library("java.lang.String");
            default -> file.text().library(VALUE);
        };
    }

    private String list(TypeExpression element, Scope scope, File file) {
        return isByte(element, scope) ? "byte[]" : generic("java.util.List", List.of(element), scope, file);
    }

    private boolean isByte(TypeExpression element, Scope scope) {
        return switch (element) {
            case TypeExpression.Primitive(var kind) -> kind == TypeKind.U8;
            case TypeExpression.Named(var name) -> {
                Resolved resolved = resolve(name, scope);
                yield resolved.definition().body() instanceof TypeBody.Alias(var type)
                        && isByte(type, resolved.scope());
            }
            default -> false;
        };
    }

    private String generic(String type, List<TypeExpression> arguments, Scope scope, File file) {
        return arguments.stream()
                .map(each -> boxed(each, scope, file))
                .collect(Collectors.joining(", ", file.text().library(type) + "<", ">"));
    }

    private String tuple(List<TypeExpression> elements, Scope scope, File file) {
        tuples.add(elements.size());
        return elements.stream()
                .map(each -> boxed(each, scope, file))
                .collect(Collectors.joining(", ", DeclaredNames.tuple(elements.size()) + "<", ">"));
    }

    private String named(Resolved type, File file, boolean boxed) {
        return switch (type.definition().body()) {
            case TypeBody.Alias(TypeExpression.Tuple _) -> reference(type, file);
            case TypeBody.Alias(var other) -> write(other, type.scope(), file, boxed);
            case TypeBody.Flags _ -> file.text().library("java.util.Set") + "<" + reference(type, file) + ">";
            default -> reference(type, file);
        };
    }

    /** A generated class: with the class that it is in, unless that is this one and nothing else has its name. */
    private String reference(Resolved type, File file) {
        String simple = JavaNames.ofType(type.definition().name());
        if (file.inScope() && type.scope() == file.scope() && !ambiguous.contains(simple)) {
            return simple;
        }
        String outer = type.scope().javaName();
        return (ambiguous.contains(outer) ? file.text().generated(outer) : outer) + "." + simple;
    }
}
