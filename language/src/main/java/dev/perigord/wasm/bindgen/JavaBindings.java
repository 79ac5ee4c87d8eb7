package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates the Java source of a world. */
public final class JavaBindings {
    private final BoundWorld world;
    private final JavaTypes types;
    private final String javaPackage;
    private final Map<String, String> files = new LinkedHashMap<>();

    private JavaBindings(BoundWorld world, String javaPackage) {
        this.world = world;
        this.types = JavaTypes.of(world);
        this.javaPackage = javaPackage;
    }

    /**
     * The files of a world.
     *
     * @param world its label in the main package, or its full name; null or empty if there is only one
     * @param javaPackage the package of the classes; null or empty for that of the WIT package's name
     * @return the texts by their paths, such as {@code test/demo/Api.java}
     * @throws WitException if there is no such world, if the package is no name, or if names in WIT clash in Java
     */
    public static Map<String, String> generate(LoadedWit wit, String world, String javaPackage) {
        InterfaceName name = wit.world(world == null || world.isEmpty() ? null : world);
        String given = javaPackage == null || javaPackage.isEmpty()
                ? JavaNames.ofPackage(name.namespace(), name.packageName())
                : javaPackage;
        if (!JavaNames.isPackage(given)) {
            throw new WitException("`" + given + "` is no name of a Java package");
        }
        return new JavaBindings(BoundWorld.of(wit.packages(), name), given).generate();
    }

    private Map<String, String> generate() {
        for (Scope scope : world.interfaces().values()) {
            SourceText text = text();
            interfaceOf(scope, text);
            add(scope.javaName(), text, scope.origin());
        }
        if (world.hasImports()) {
            SourceText text = text();
            new WorldWriter(world, types, text, false).writeImports();
            add(world.importsName(), text, world.name().toString());
        }
        SourceText text = text();
        new WorldWriter(world, types, text, true).writeWorld();
        add(world.root().javaName(), text, world.name().toString());
        List.copyOf(types.tuples()).forEach(this::tuple);
        return files;
    }

    private SourceText text() {
        return new SourceText(javaPackage, new TreeSet<>(DeclaredNames.all(world)));
    }

    private void add(String javaName, SourceText text, String origin) {
        files.put(javaPackage.replace('.', '/') + "/" + javaName + ".java", text.finish(origin));
    }

    private void interfaceOf(Scope scope, SourceText text) {
        JavaTypes.File file = new JavaTypes.File(text, scope, true);
        text.docs(scope.docs());
        if (!scope.docs().isBlank()) {
            text.tag("");
        }
        text.tag("Interface `" + scope.origin() + "`.");
        text.line("public interface " + scope.javaName() + " {");
        new FunctionWriter(types, file).writeAll(scope.ownFunctions());
        new TypeWriter(types, file, "").writeAll();
        text.end();
    }

    private void tuple(int size) {
        String parameters =
                IntStream.range(0, size).mapToObj(i -> "T" + (i + 1)).collect(Collectors.joining(", "));
        String components = IntStream.range(0, size)
                .mapToObj(i -> "T" + (i + 1) + " " + JavaNames.ofElement(i))
                .collect(Collectors.joining(", "));
        SourceText text = text();
        text.tag("A tuple.");
        text.line("public record " + DeclaredNames.tuple(size) + (size == 0 ? "" : "<" + parameters + ">") + "("
                + components + ") {}");
        add(DeclaredNames.tuple(size), text, world.name().toString());
    }
}
