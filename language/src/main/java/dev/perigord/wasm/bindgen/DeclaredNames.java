package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import java.util.ArrayList;
import java.util.List;

/** The simple names of the classes that are generated. */
final class DeclaredNames {
    private DeclaredNames() {}

    /** All names, those twice that two classes have. */
    static List<String> all(BoundWorld world) {
        List<String> names = new ArrayList<>();
        names.add(world.importsName());
        for (Scope scope : world.scopes()) {
            names.add(scope.javaName());
            scope.types().values().forEach(type -> add(type, names));
        }
        return names;
    }

    private static void add(TypeDefinition type, List<String> names) {
        if (!isClass(type)) {
            return;
        }
        names.add(JavaNames.ofType(type.name()));
        if (type.body() instanceof TypeBody.Variant(var cases)) {
            cases.forEach(each -> names.add(ofCase(type, each.name())));
        }
    }

    /** Whether a type has a class of its own: aliases do not, except of tuples, which Java gives names. */
    static boolean isClass(TypeDefinition type) {
        return switch (type.body()) {
            case TypeBody.Use _ -> false;
            case TypeBody.Alias(var other) -> other instanceof TypeExpression.Tuple;
            default -> true;
        };
    }

    /** The class of a case, which stands in that of the variant and so cannot have its name. */
    static String ofCase(TypeDefinition variant, String label) {
        String name = JavaNames.ofType(label);
        return name.equals(JavaNames.ofType(variant.name())) ? name + "_" : name;
    }

    /** The class of tuples of some size. */
    static String tuple(int size) {
        return "Tuple" + size;
    }
}
