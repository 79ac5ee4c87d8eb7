package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the class of a world, and the interface of what it imports. */
final class WorldWriter {
    private static final String VALUE = "org.graalvm.polyglot.Value";
    /** What the class of a world has itself. */
    private static final Set<String> OWN_NAMES =
            Set.of("instance", "functions", "instantiate", "imports", "of", "boundTypes");

    private static final String BINDINGS = "dev.perigord.wasm.embedding.Bindings";

    private final BoundWorld world;
    private final JavaTypes types;
    private final JavaTypes.File file;
    private final SourceText text;
    private final String name;

    /** {@code inWorld} says whether the text is that of the world's own class. */
    WorldWriter(BoundWorld world, JavaTypes types, SourceText text, boolean inWorld) {
        this.world = world;
        this.types = types;
        this.file = new JavaTypes.File(text, world.root(), inWorld);
        this.text = text;
        this.name = world.root().javaName();
    }

    /** Writes the interface that an embedder implements. */
    void writeImports() {
        text.tag("What a component of the world `" + world.name() + "` imports" + " beside what contexts provide; see ["
                + name + "].");
        text.line("public interface " + world.importsName() + " {");
        List<WitFunction> functions = world.importedFunctions();
        for (BoundWorld.Member member : world.imports()) {
            text.tag("The import `" + member.name() + "`.");
            text.line(member.scope().javaName() + " " + method(member, world.imports()) + "();")
                    .blank();
        }
        new FunctionWriter(types, file)
                .writeAll(functions.stream()
                        .filter(each -> each.kind() != WitFunction.Kind.METHOD)
                        .toList());
        text.end();
    }

    /** Writes the class. */
    void writeWorld() {
        text.docs(world.root().docs());
        if (!world.root().docs().isBlank()) {
            text.tag("");
        }
        text.tag("An instance of a component of the world `" + world.name() + "`.");
        text.line("public final class " + name + " {");
        boolean hasFunctions = !world.exportedFunctions().isEmpty();
        text.line("private final " + text.library(VALUE) + " instance;");
        for (BoundWorld.Member member : world.exports()) {
            text.line("private final " + member.scope().javaName() + " " + method(member, world.exports()) + ";");
        }
        if (hasFunctions) {
            text.line("private final Functions functions;");
        }
        text.blank();
        constructor(hasFunctions);
        factories();
        text.tag("The instance as polyglot languages see it.");
        text.line("public " + text.library(VALUE) + " instance() {")
                .line("return instance;")
                .end();
        for (BoundWorld.Member member : world.exports()) {
            String method = method(member, world.exports());
            text.blank().tag("The export `" + member.name() + "`.");
            text.line("public " + member.scope().javaName() + " " + method + "() {");
            text.line("return " + method + ";").end();
        }
        functions();
        new TypeWriter(types, file, "public ").writeAll();
        text.end();
    }

    private void constructor(boolean hasFunctions) {
        String bindings = text.library(BINDINGS);
        text.line("private " + name + "(" + text.library(VALUE) + " instance) {");
        text.line("this.instance = instance;");
        for (BoundWorld.Member member : world.exports()) {
            text.line("this." + method(member, world.exports()) + " = " + bindings + ".export(instance, \""
                    + member.name() + "\", " + member.scope().javaName() + ".class);");
        }
        if (hasFunctions) {
            text.line("this.functions = " + bindings + ".toJava(instance, Functions.class);");
        }
        text.end().blank();
    }

    private void factories() {
        String value = text.library(VALUE);
        text.tag("A new instance of a component" + (world.hasImports() ? " with the imports that it needs." : "."));
        if (world.hasImports()) {
            String parameter = world.importsName() + " imports";
            text.line("public static " + name + " instantiate(" + value + " component, " + parameter + ") {");
            text.line("return of(component.newInstance(imports(imports)));")
                    .end()
                    .blank();
            imports(parameter);
        } else {
            text.line("public static " + name + " instantiate(" + value + " component) {");
            text.line("return of(component.newInstance());").end().blank();
        }
        text.tag("An instance that was made in another way.");
        text.line("public static " + name + " of(" + value + " instance) {");
        text.line("return new " + name + "(instance);").end().blank();
        text.tag("The types of the world for `Value.as`: an argument of `WasmHostAccess.Builder.bind`.");
        text.line("public static " + text.library("java.lang.Class") + "<?>[] boundTypes() {");
        text.line("return new " + text.library("java.lang.Class") + "<?>[] {");
        bound().forEach(type -> text.line(type + ","));
        text.end(";").end().blank();
    }

    private void imports(String parameter) {
        String object = text.library("java.lang.Object");
        text.tag("The imports as `newInstance` takes them, alone or in an array with others.");
        text.line("public static " + object + " imports(" + parameter + ") {");
        List<String> entries = new ArrayList<>();
        for (BoundWorld.Member member : world.imports()) {
            entries.add(text.library("java.util.Map") + ".entry(\"" + member.name() + "\", imports."
                    + method(member, world.imports()) + "())");
        }
        List<String> objects = new ArrayList<>();
        if (!entries.isEmpty()) {
            objects.add(text.library("java.util.Map") + ".ofEntries(" + String.join(", ", entries) + ")");
        }
        if (!world.importedFunctions().isEmpty()) {
            objects.add("imports");
        }
        String all = objects.size() == 1
                ? objects.getFirst()
                : text.library("java.util.List") + ".of(" + String.join(", ", objects) + ")";
        text.line("return " + text.library(BINDINGS) + ".toGuest(" + all + ");")
                .end()
                .blank();
    }

    /** Interfaces, and types that stand alone; what generic types need follows from where they are used. */
    private List<String> bound() {
        List<String> bound = new ArrayList<>();
        for (Scope scope : world.scopes()) {
            if (scope != world.root()) {
                bound.add(scope.javaName() + ".class");
            }
            scope.types().values().stream()
                    .filter(DeclaredNames::isClass)
                    .map(type -> scope.javaName() + "." + JavaNames.ofType(type.name()) + ".class")
                    .forEach(bound::add);
        }
        return bound;
    }

    private void functions() {
        FunctionWriter functions = new FunctionWriter(types, file);
        for (WitFunction function : world.exportedFunctions()) {
            String signature = functions.signature(function);
            text.blank();
            functions.docs(function);
            text.line("public " + signature + " {");
            text.line((signature.startsWith("void ") ? "" : "return ") + "functions."
                            + FunctionWriter.javaName(function) + "(" + FunctionWriter.arguments(function) + ");")
                    .end();
        }
        if (!world.exportedFunctions().isEmpty()) {
            text.blank().line("private interface Functions {");
            world.exportedFunctions().forEach(function -> text.line(functions.signature(function) + ";"));
            text.end();
        }
    }

    /** The method of an interface: by its label where one interface has several, otherwise by its class. */
    private static String method(BoundWorld.Member member, List<BoundWorld.Member> all) {
        boolean isOneOfSeveral = all.stream()
                        .filter(other -> other.scope().equals(member.scope()))
                        .count()
                > 1;
        String name = isOneOfSeveral && member.name().indexOf(':') < 0
                ? JavaNames.ofMember(member.name())
                : JavaNames.decapitalized(member.scope().javaName());
        return OWN_NAMES.contains(name) ? name + "_" : name;
    }
}
