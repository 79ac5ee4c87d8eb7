package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.syntax.Attributes;
import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Renamed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Parses what stands in interfaces and worlds: types, functions, {@code use} (WIT.md "Items: type", "Item: interface"). */
final class EntryParser {
    private final WitTokens tokens;
    private final TypeExpressionParser types;
    private final PathParser paths;

    EntryParser(WitTokens tokens, TypeExpressionParser types) {
        this.tokens = tokens;
        this.types = types;
        this.paths = new PathParser(tokens);
    }

    /** All lines of an interface with the braces around them. */
    List<Entry> interfaceEntries() {
        return block(this::interfaceEntry);
    }

    /** Lines between braces. */
    List<Entry> block(Function<Attributes, Entry> entry) {
        tokens.expect("{");
        List<Entry> entries = new ArrayList<>();
        while (!tokens.accept("}")) {
            entries.add(entry.apply(AttributeParser.parse(tokens)));
        }
        return entries;
    }

    private Entry interfaceEntry(Attributes attributes) {
        Entry entry = shared(attributes);
        if (entry != null) {
            return entry;
        }
        if (!tokens.peek().isName()) {
            throw tokens.unexpected("`use`, a type, a function or `}`");
        }
        return function(attributes, "", WitFunction.Kind.FREESTANDING);
    }

    /** What interfaces and worlds may both contain, or null if something else follows. */
    Entry shared(Attributes attributes) {
        Token token = tokens.peek();
        return switch (token.kind() == Token.Kind.WORD ? token.text() : "") {
            case "use" -> use(attributes);
            case "type" -> alias(attributes);
            case "resource" -> resource(attributes);
            case "record" ->
                type(attributes, () -> new TypeBody.RecordOf(members("field", TypeBody.Field::name, this::field)));
            case "variant" ->
                type(attributes, () -> new TypeBody.Variant(members("case", TypeBody.Case::name, this::variantCase)));
            case "enum" ->
                type(attributes, () -> new TypeBody.EnumOf(members("case", TypeBody.Named::name, this::named)));
            case "flags" ->
                type(attributes, () -> new TypeBody.Flags(members("flag", TypeBody.Named::name, this::named)));
            default -> null;
        };
    }

    private Entry use(Attributes attributes) {
        tokens.expect("use");
        var path = paths.path();
        tokens.expect(".");
        tokens.expect("{");
        List<Renamed> names = tokens.list("}", this::renamed);
        tokens.expect(";");
        return new Entry.Use(attributes, path, names);
    }

    /** {@code name} or {@code name as alias}. */
    Renamed renamed() {
        Name name = tokens.name();
        return new Renamed(name, tokens.accept("as") ? tokens.name() : name);
    }

    // --- types -------------------------------------------------------------------------------------------------

    private Entry alias(Attributes attributes) {
        tokens.take();
        Name name = tokens.name();
        tokens.expect("=");
        TypeBody body = new TypeBody.Alias(types.type());
        tokens.expect(";");
        return type(attributes, name, body, List.of());
    }

    private Entry type(Attributes attributes, Supplier<TypeBody> body) {
        tokens.take();
        return type(attributes, tokens.name(), body.get(), List.of());
    }

    private static Entry type(Attributes attributes, Name name, TypeBody body, List<Entry.Function> functions) {
        TypeDefinition definition = new TypeDefinition(
                name.text(), body, attributes.docs(), attributes.stability(), attributes.externalId());
        return new Entry.Type(attributes, name, definition, functions);
    }

    /** Fields, cases or flags, whose names must differ. */
    private <T> List<T> members(String kind, Function<T, String> nameOf, Supplier<T> member) {
        var position = tokens.position();
        tokens.expect("{");
        Set<String> known = new HashSet<>();
        List<T> members = tokens.list("}", () -> {
            var at = tokens.position();
            T parsed = member.get();
            if (!known.add(nameOf.apply(parsed))) {
                throw at.error("duplicate " + kind + " `" + nameOf.apply(parsed) + "`");
            }
            return parsed;
        });
        if (members.isEmpty()) {
            throw position.error("expected at least one " + kind);
        }
        return members;
    }

    private TypeBody.Field field() {
        String docs = tokens.peek().docs();
        Name name = tokens.name();
        tokens.expect(":");
        return new TypeBody.Field(name.text(), types.type(), docs);
    }

    private TypeBody.Case variantCase() {
        String docs = tokens.peek().docs();
        Name name = tokens.name();
        TypeExpression payload = null;
        if (tokens.accept("(")) {
            payload = types.type();
            tokens.expect(")");
        }
        return new TypeBody.Case(name.text(), payload, docs);
    }

    private TypeBody.Named named() {
        String docs = tokens.peek().docs();
        return new TypeBody.Named(tokens.name().text(), docs);
    }

    private Entry resource(Attributes attributes) {
        tokens.take();
        Name name = tokens.name();
        List<Entry.Function> functions = new ArrayList<>();
        if (!tokens.accept(";")) {
            if (!tokens.accept("{")) {
                throw tokens.unexpected("`;` or `{`");
            }
            while (!tokens.accept("}")) {
                functions.add(resourceFunction(AttributeParser.parse(tokens), name.text()));
            }
        }
        return type(attributes, name, new TypeBody.Resource(), functions);
    }

    // --- functions ---------------------------------------------------------------------------------------------

    private Entry.Function resourceFunction(Attributes attributes, String resource) {
        if (!tokens.isNext("constructor")) {
            return function(attributes, resource, WitFunction.Kind.METHOD);
        }
        var position = tokens.position();
        tokens.take();
        List<WitFunction.Parameter> parameters = parameters();
        TypeExpression result = tokens.accept("->") ? types.type() : null;
        tokens.expect(";");
        WitFunction function = new WitFunction(
                WitFunction.Kind.CONSTRUCTOR,
                resource,
                "",
                parameters,
                result,
                false,
                attributes.docs(),
                attributes.stability(),
                attributes.externalId());
        return new Entry.Function(attributes, new Name("constructor", position), function);
    }

    private Entry.Function function(Attributes attributes, String resource, WitFunction.Kind kind) {
        Name name = tokens.name();
        tokens.expect(":");
        boolean isStatic = kind == WitFunction.Kind.METHOD && tokens.accept("static");
        WitFunction function = function(attributes, resource, isStatic ? WitFunction.Kind.STATIC : kind, name);
        return new Entry.Function(attributes, name, function);
    }

    /** A function type and the semicolon. */
    WitFunction function(Attributes attributes, String resource, WitFunction.Kind kind, Name name) {
        boolean async = tokens.accept("async");
        if (!tokens.accept("func")) {
            throw tokens.unexpected(async ? "`func`" : "`func` or `async`");
        }
        List<WitFunction.Parameter> parameters = parameters();
        TypeExpression result = tokens.accept("->") ? types.type() : null;
        tokens.expect(";");
        return new WitFunction(
                kind,
                resource,
                name.text(),
                parameters,
                result,
                async,
                attributes.docs(),
                attributes.stability(),
                attributes.externalId());
    }

    private List<WitFunction.Parameter> parameters() {
        tokens.expect("(");
        Set<String> known = new HashSet<>();
        return tokens.list(")", () -> {
            Name name = tokens.name();
            if (!known.add(name.text())) {
                throw name.position().error("duplicate parameter `" + name.text() + "`");
            }
            tokens.expect(":");
            return new WitFunction.Parameter(name.text(), types.type());
        });
    }
}
