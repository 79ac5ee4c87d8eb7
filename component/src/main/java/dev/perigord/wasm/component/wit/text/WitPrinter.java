package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Prints packages in one canonical layout, with documentation and gates; parsing the text gives the same packages. */
public final class WitPrinter {
    private final WitText out = new WitText();
    private PackageName current;

    private WitPrinter() {}

    /** Prints a package, and others in {@code package … { … }} behind it. */
    public static String print(WitPackage main, List<WitPackage> nested) {
        WitPrinter printer = new WitPrinter();
        printer.header(main);
        printer.out.line(";");
        printer.items(main);
        for (WitPackage each : nested) {
            printer.out.separate();
            printer.header(each);
            printer.out.open();
            printer.items(each);
            printer.out.close();
        }
        return printer.out.toString();
    }

    private void header(WitPackage each) {
        current = each.name();
        out.docs(each.docs());
        String version = each.name().version();
        out.text("package " + escape(each.name().namespace()) + ":"
                + escape(each.name().name()) + (version.isEmpty() ? "" : "@" + version));
    }

    private void items(WitPackage each) {
        each.interfaces().forEach((name, contents) -> {
            out.separate();
            out.docs(contents.docs());
            gates(contents.stability(), "");
            out.text("interface " + escape(name));
            contents(contents);
        });
        each.worlds().forEach((name, world) -> {
            out.separate();
            out.docs(world.docs());
            gates(world.stability(), "");
            out.text("world " + escape(name));
            out.open();
            world(world);
            out.close();
        });
    }

    private void contents(WitInterface contents) {
        out.open();
        types(contents.types().values(), contents.functions().values());
        contents.functions().values().stream()
                .filter(WitPrinter::isFreestanding)
                .forEach(function -> {
                    out.separate();
                    function(function);
                });
        out.close();
    }

    private static boolean isFreestanding(WitFunction function) {
        return function.kind() == WitFunction.Kind.FREESTANDING;
    }

    // --- worlds ------------------------------------------------------------------------------------------------

    private void world(WitWorld world) {
        List<TypeDefinition> types = new ArrayList<>();
        List<WitFunction> functions = new ArrayList<>();
        world.imports().forEach((name, item) -> {
            switch (item) {
                case WorldItem.Type(var definition) -> types.add(definition);
                case WorldItem.Function(var function) -> functions.add(function);
                case WorldItem.Interface _, WorldItem.Inline _ -> item("import", name, item);
            }
        });
        types(types, functions);
        functions.stream()
                .filter(WitPrinter::isFreestanding)
                .forEach(function -> item("import", function.label(), new WorldItem.Function(function)));
        if (!world.exports().isEmpty()) {
            out.separate();
        }
        world.exports().forEach((name, item) -> item("export", name, item));
    }

    private void item(String keyword, String name, WorldItem item) {
        switch (item) {
            case WorldItem.Interface(var target, var docs, var stability, var externalId) -> {
                out.docs(docs);
                gates(stability, externalId);
                boolean isLabelled = InterfaceName.tryParse(name).isEmpty();
                out.line(keyword + " " + (isLabelled ? escape(name) + ": " : "") + path(target) + ";");
            }
            case WorldItem.Inline(var contents, var externalId) -> {
                out.docs(contents.docs());
                gates(contents.stability(), externalId);
                out.text(keyword + " " + escape(name) + ": interface");
                contents(contents);
            }
            case WorldItem.Function(var function) -> {
                out.docs(function.docs());
                gates(function.stability(), function.externalId());
                out.line(keyword + " " + escape(name) + ": " + signature(function) + ";");
            }
            case WorldItem.Type _ -> throw new IllegalArgumentException(name);
        }
    }

    // --- types -------------------------------------------------------------------------------------------------

    private void types(Collection<TypeDefinition> types, Collection<WitFunction> functions) {
        uses(types);
        for (TypeDefinition type : types) {
            if (!(type.body() instanceof TypeBody.Use)) {
                out.separate();
                out.docs(type.docs());
                gates(type.stability(), type.externalId());
                definition(type, functions);
            }
        }
    }

    /** A line for each run of types that come from the same interface through the same gate. */
    private void uses(Collection<TypeDefinition> types) {
        TypeDefinition previous = null;
        InterfaceName previousFrom = null;
        List<String> names = new ArrayList<>();
        for (TypeDefinition type : types) {
            if (!(type.body() instanceof TypeBody.Use(var from, String name))) {
                continue;
            }
            if (previous != null
                    && !(from.equals(previousFrom)
                            && type.stability().equals(previous.stability())
                            && type.externalId().equals(previous.externalId()))) {
                use(previous, previousFrom, names);
                names.clear();
            }
            names.add(name.equals(type.name()) ? escape(name) : escape(name) + " as " + escape(type.name()));
            previous = type;
            previousFrom = from;
        }
        if (previous != null) {
            use(previous, previousFrom, names);
        }
    }

    private void use(TypeDefinition first, InterfaceName from, List<String> names) {
        gates(first.stability(), first.externalId());
        out.line("use " + path(from) + ".{" + String.join(", ", names) + "};");
    }

    private String path(InterfaceName name) {
        if (PackageName.of(name).equals(current)) {
            return escape(name.interfaceName());
        }
        return escape(name.namespace()) + ":" + escape(name.packageName()) + "/" + escape(name.interfaceName())
                + (name.version().isEmpty() ? "" : "@" + name.version());
    }

    private void definition(TypeDefinition type, Collection<WitFunction> functions) {
        String name = escape(type.name());
        switch (type.body()) {
            case TypeBody.Resource _ ->
                resource(
                        name,
                        functions.stream()
                                .filter(function -> function.resource().equals(type.name()))
                                .toList());
            case TypeBody.RecordOf(var fields) ->
                members(
                        "record " + name,
                        fields,
                        TypeBody.Field::docs,
                        field -> escape(field.name()) + ": " + text(field.type()));
            case TypeBody.Variant(var cases) ->
                members(
                        "variant " + name,
                        cases,
                        TypeBody.Case::docs,
                        each -> escape(each.name()) + (each.payload() == null ? "" : "(" + text(each.payload()) + ")"));
            case TypeBody.EnumOf(var cases) ->
                members("enum " + name, cases, TypeBody.Named::docs, each -> escape(each.name()));
            case TypeBody.Flags(var flags) ->
                members("flags " + name, flags, TypeBody.Named::docs, each -> escape(each.name()));
            case TypeBody.Alias(var target) -> out.line("type " + name + " = " + aliased(target) + ";");
            case TypeBody.Use _ -> throw new IllegalArgumentException(type.name());
        }
    }

    private <T> void members(String head, List<T> members, Function<T, String> docs, Function<T, String> text) {
        out.text(head);
        out.open();
        for (T member : members) {
            out.docs(docs.apply(member));
            out.line(text.apply(member) + ",");
        }
        out.close();
    }

    private void resource(String name, List<WitFunction> functions) {
        if (functions.isEmpty()) {
            out.line("resource " + name + ";");
            return;
        }
        out.text("resource " + name);
        out.open();
        functions.forEach(this::function);
        out.close();
    }

    private void function(WitFunction function) {
        out.docs(function.docs());
        gates(function.stability(), function.externalId());
        String head =
                switch (function.kind()) {
                    case CONSTRUCTOR -> "";
                    case STATIC -> escape(function.label()) + ": static ";
                    case FREESTANDING, METHOD -> escape(function.label()) + ": ";
                };
        out.line(head + signature(function) + ";");
    }

    private static String signature(WitFunction function) {
        StringBuilder text = new StringBuilder(function.async() ? "async " : "");
        text.append(function.kind() == WitFunction.Kind.CONSTRUCTOR ? "constructor(" : "func(");
        text.append(String.join(
                ", ",
                function.parameters().stream()
                        .map(parameter -> escape(parameter.name()) + ": " + text(parameter.type()))
                        .toList()));
        text.append(")");
        if (function.result() != null) {
            text.append(" -> ").append(text(function.result()));
        }
        return text.toString();
    }

    /** An alias of a resource is the resource; a handle to it has to be written out. */
    private static String aliased(TypeExpression type) {
        return type instanceof TypeExpression.Own(String resource) ? "own<" + escape(resource) + ">" : text(type);
    }

    private static String text(TypeExpression type) {
        return switch (type) {
            case TypeExpression.Primitive(var kind) -> kind.text();
            case TypeExpression.Named(String name) -> escape(name);
            case TypeExpression.Own(String resource) -> escape(resource);
            case TypeExpression.Borrow(String resource) -> "borrow<" + escape(resource) + ">";
            case TypeExpression.ListOf(var element) -> "list<" + text(element) + ">";
            case TypeExpression.FixedList(var element, int length) ->
                "list<" + text(element) + ", " + Integer.toUnsignedString(length) + ">";
            case TypeExpression.MapOf(var key, var value) -> "map<" + text(key) + ", " + text(value) + ">";
            case TypeExpression.Tuple(var elements) ->
                "tuple<"
                        + String.join(
                                ", ", elements.stream().map(WitPrinter::text).toList()) + ">";
            case TypeExpression.Option(var element) -> "option<" + text(element) + ">";
            case TypeExpression.Result(var ok, var error) -> result(ok, error);
            case TypeExpression.Stream(var element) -> element == null ? "stream" : "stream<" + text(element) + ">";
            case TypeExpression.Future(var element) -> element == null ? "future" : "future<" + text(element) + ">";
        };
    }

    private static String result(TypeExpression ok, TypeExpression error) {
        if (error == null) {
            return ok == null ? "result" : "result<" + text(ok) + ">";
        }
        return "result<" + (ok == null ? "_" : text(ok)) + ", " + text(error) + ">";
    }

    // --- gates and names ---------------------------------------------------------------------------------------

    private void gates(Stability stability, String externalId) {
        switch (stability) {
            case Stability.Unknown _ -> {}
            case Stability.Stable(String since, String deprecated) -> {
                out.line("@since(version = " + since + ")");
                deprecated(deprecated);
            }
            case Stability.Unstable(String feature, String deprecated) -> {
                out.line("@unstable(feature = " + escape(feature) + ")");
                deprecated(deprecated);
            }
        }
        if (!externalId.isEmpty()) {
            out.line("@external-id(\"" + WitText.escaped(externalId) + "\")");
        }
    }

    private void deprecated(String version) {
        if (!version.isEmpty()) {
            out.line("@deprecated(version = " + version + ")");
        }
    }

    private static String escape(String name) {
        return Keywords.escape(name);
    }
}
