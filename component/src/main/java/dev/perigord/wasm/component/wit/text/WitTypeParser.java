package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.wit.WitException;
import java.util.List;
import java.util.function.Function;

/**
 * Parses types and function signatures in the notation of WIT, such as {@code list<u8>},
 * {@code record { x: u32, y: u32 }} or {@code func(len: u64) -> result<list<u8>, error-code>}. A name stands for
 * whatever the scope knows by it; that of a resource alone stands for an owned handle.
 */
public final class WitTypeParser {
    private final WitTokens tokens;
    private final Function<String, DefinedType> scope;

    private WitTypeParser(String text, Function<String, DefinedType> scope) {
        this.tokens = new WitTokens("`" + text + "`", text);
        this.scope = scope;
    }

    /**
     * Parses a value type.
     *
     * @param scope gives the value type or resource type of a name, or null
     * @throws WitException if the text is none
     */
    public static WitType type(String text, Function<String, DefinedType> scope) {
        WitTypeParser parser = new WitTypeParser(text, scope);
        WitType type = parser.type();
        parser.end();
        return type;
    }

    /**
     * Parses a function signature.
     *
     * @param scope gives the value type or resource type of a name, or null
     * @throws WitException if the text is none
     */
    public static WitFunctionType function(String text, Function<String, DefinedType> scope) {
        WitTypeParser parser = new WitTypeParser(text, scope);
        WitFunctionType type = parser.function();
        parser.end();
        return type;
    }

    private WitFunctionType function() {
        boolean async = tokens.accept("async");
        tokens.expect("func");
        tokens.expect("(");
        List<NamedType> parameters = tokens.list(")", this::named);
        WitType result = tokens.accept("->") ? type() : null;
        return new WitFunctionType(parameters, result, async);
    }

    private NamedType named() {
        String name = tokens.name().text();
        tokens.expect(":");
        return new NamedType(name, type());
    }

    private WitType type() {
        if (tokens.peek().isName()) {
            return known(tokens.name().text());
        }
        TypeKind kind = TypeKind.ofText(tokens.peek().text());
        if (kind != null && kind.isPrimitive()) {
            tokens.take();
            return PrimitiveType.of(kind);
        }
        if (tokens.isAtEnd()) {
            throw tokens.unexpected("a type");
        }
        return constructed(tokens.take().text());
    }

    private WitType constructed(String word) {
        return switch (word) {
            case "list" -> list();
            case "option" -> new OptionType(argument());
            case "tuple" -> new TupleType(arguments());
            case "result" -> result();
            case "map" -> {
                List<WitType> parts = arguments();
                require(parts.size() == 2, "a key type and a value type");
                yield new MapType(parts.getFirst(), parts.getLast());
            }
            case "stream" -> ChannelType.stream(optionalArgument());
            case "future" -> ChannelType.future(optionalArgument());
            case "own" -> HandleType.own(resourceArgument());
            case "borrow" -> HandleType.borrow(resourceArgument());
            case "record" -> {
                tokens.expect("{");
                yield new RecordType(tokens.list("}", this::named));
            }
            case "variant" -> {
                tokens.expect("{");
                yield new VariantType(tokens.list("}", this::variantCase));
            }
            case "enum" -> {
                tokens.expect("{");
                yield new EnumType(tokens.list("}", this::label));
            }
            case "flags" -> {
                tokens.expect("{");
                yield new FlagsType(tokens.list("}", this::label));
            }
            default -> throw new WitException("expected a type, found `" + word + "`");
        };
    }

    private WitType known(String name) {
        return switch (scope.apply(name)) {
            case WitType value -> value;
            case ResourceType resource -> HandleType.own(resource);
            case null, default -> throw new WitException("unknown type `" + name + "`");
        };
    }

    private WitType list() {
        tokens.expect("<");
        WitType element = type();
        WitType list = tokens.accept(",") ? new FixedListType(element, tokens.number()) : new ListType(element);
        tokens.expect(">");
        return list;
    }

    private WitType result() {
        if (!tokens.accept("<")) {
            return new ResultType(null, null);
        }
        WitType ok = tokens.accept("_") ? null : type();
        WitType error = tokens.accept(",") ? type() : null;
        tokens.expect(">");
        return new ResultType(ok, error);
    }

    private VariantType.Case variantCase() {
        String name = label();
        WitType payload = null;
        if (tokens.accept("(")) {
            payload = type();
            tokens.expect(")");
        }
        return new VariantType.Case(name, payload);
    }

    private WitType argument() {
        tokens.expect("<");
        WitType type = type();
        tokens.expect(">");
        return type;
    }

    private WitType optionalArgument() {
        return tokens.isNext("<") ? argument() : null;
    }

    private List<WitType> arguments() {
        tokens.expect("<");
        return tokens.list(">", this::type);
    }

    private ResourceType resourceArgument() {
        tokens.expect("<");
        String name = label();
        tokens.expect(">");
        if (scope.apply(name) instanceof ResourceType resource) {
            return resource;
        }
        throw new WitException("unknown resource `" + name + "`");
    }

    private String label() {
        return tokens.name().text();
    }

    private void end() {
        if (!tokens.isAtEnd()) {
            throw tokens.unexpected("the end");
        }
    }

    private void require(boolean condition, String expected) {
        if (!condition) {
            throw tokens.unexpected(expected);
        }
    }
}
