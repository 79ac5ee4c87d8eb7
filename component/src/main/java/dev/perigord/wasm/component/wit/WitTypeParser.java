package dev.perigord.wasm.component.wit;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Parses types and function signatures in the notation of WIT, such as {@code list<u8>},
 * {@code record { x: u32, y: u32 }} or {@code func(len: u64) -> result<list<u8>, error-code>}. A name stands for
 * whatever the scope knows by it; that of a resource alone stands for an owned handle.
 */
public final class WitTypeParser {
    private static final Map<String, PrimitiveType> PRIMITIVES = new HashMap<>();

    static {
        for (TypeKind kind : TypeKind.values()) {
            if (kind.isPrimitive()) {
                PRIMITIVES.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), PrimitiveType.of(kind));
            }
        }
    }

    private final WitTokens tokens;
    private final Function<String, DefinedType> scope;

    private WitTypeParser(String text, Function<String, DefinedType> scope) {
        this.tokens = new WitTokens(text);
        this.scope = scope;
    }

    /**
     * Parses a value type.
     *
     * @param scope gives the value type or resource type of a name, or null
     * @throws WitSyntaxException if the text is none
     */
    public static WitType type(String text, Function<String, DefinedType> scope) {
        WitTypeParser parser = new WitTypeParser(text, scope);
        WitType type = parser.type();
        parser.tokens.end();
        return type;
    }

    /**
     * Parses a function signature.
     *
     * @param scope gives the value type or resource type of a name, or null
     * @throws WitSyntaxException if the text is none
     */
    public static WitFunctionType function(String text, Function<String, DefinedType> scope) {
        WitTypeParser parser = new WitTypeParser(text, scope);
        WitFunctionType type = parser.function();
        parser.tokens.end();
        return type;
    }

    private WitFunctionType function() {
        boolean async = tokens.accept("async");
        tokens.expect("func");
        tokens.expect("(");
        List<NamedType> parameters = list(")", this::named);
        WitType result = tokens.accept("->") ? type() : null;
        return new WitFunctionType(parameters, result, async);
    }

    private NamedType named() {
        String name = tokens.word();
        tokens.expect(":");
        return new NamedType(name, type());
    }

    private WitType type() {
        boolean escaped = tokens.peek().startsWith("%");
        String word = tokens.word();
        if (escaped) {
            return known(word);
        }
        PrimitiveType primitive = PRIMITIVES.get(word);
        if (primitive != null) {
            return primitive;
        }
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
                yield new RecordType(list("}", this::named));
            }
            case "variant" -> {
                tokens.expect("{");
                yield new VariantType(list("}", this::variantCase));
            }
            case "enum" -> {
                tokens.expect("{");
                yield new EnumType(list("}", tokens::word));
            }
            case "flags" -> {
                tokens.expect("{");
                yield new FlagsType(list("}", tokens::word));
            }
            default -> known(word);
        };
    }

    private WitType known(String name) {
        return switch (scope.apply(name)) {
            case WitType value -> value;
            case ResourceType resource -> HandleType.own(resource);
            case null, default -> throw new WitSyntaxException("unknown type `" + name + "`");
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
        String name = tokens.word();
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
        return tokens.peek().equals("<") ? argument() : null;
    }

    private List<WitType> arguments() {
        tokens.expect("<");
        return list(">", this::type);
    }

    private ResourceType resourceArgument() {
        tokens.expect("<");
        String name = tokens.word();
        tokens.expect(">");
        if (scope.apply(name) instanceof ResourceType resource) {
            return resource;
        }
        throw new WitSyntaxException("unknown resource `" + name + "`");
    }

    /** Items between commas, the last of which may be followed by one too. */
    private <T> List<T> list(String end, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        while (!tokens.accept(end)) {
            items.add(item.get());
            if (!tokens.accept(",")) {
                tokens.expect(end);
                break;
            }
        }
        return items;
    }

    private void require(boolean condition, String expected) {
        if (!condition) {
            throw tokens.unexpected(expected);
        }
    }
}
