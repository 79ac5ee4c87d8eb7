package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Position;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Parses types where they are used (WIT.md "Types"), and remembers where names stand. */
final class TypeExpressionParser {
    private static final int MAX_DEPTH = 100;

    private final WitTokens tokens;
    private final IdentityHashMap<TypeExpression, Position> names = new IdentityHashMap<>();
    private int depth;

    TypeExpressionParser(WitTokens tokens) {
        this.tokens = tokens;
    }

    /** Where the names in all expressions stand. */
    Map<TypeExpression, Position> names() {
        return names;
    }

    TypeExpression type() {
        if (++depth > MAX_DEPTH) {
            throw tokens.position().error("types are nested too deeply");
        }
        TypeExpression type = typeAtDepth();
        depth--;
        return type;
    }

    private TypeExpression typeAtDepth() {
        Token token = tokens.peek();
        if (token.isName()) {
            Name name = tokens.name();
            return at(name.position(), new TypeExpression.Named(name.text()));
        }
        if (token.kind() != Token.Kind.WORD) {
            throw tokens.unexpected("a type");
        }
        if (token.is("float32") || token.is("float64")) {
            throw tokens.position()
                    .error("type `" + token.text() + "` is called `f"
                            + token.text().substring(5) + "` today");
        }
        TypeKind kind = TypeKind.ofText(token.text());
        if (kind == null) {
            throw tokens.unexpected("a type");
        }
        if (kind.isPrimitive()) {
            tokens.take();
            return new TypeExpression.Primitive(kind);
        }
        return switch (kind) {
            case LIST, FIXED_LIST, MAP, TUPLE, OPTION, RESULT, STREAM, FUTURE, OWN, BORROW -> {
                tokens.take();
                yield constructed(kind);
            }
            default -> throw tokens.unexpected("a type");
        };
    }

    private TypeExpression constructed(TypeKind kind) {
        return switch (kind) {
            case MAP -> map();
            case TUPLE -> {
                Position position = tokens.position();
                tokens.expect("<");
                List<TypeExpression> elements = tokens.list(">", this::type);
                if (elements.isEmpty()) {
                    throw position.error("expected a tuple with at least one element");
                }
                yield new TypeExpression.Tuple(elements);
            }
            case OPTION -> new TypeExpression.Option(argument());
            case RESULT -> result();
            case STREAM -> new TypeExpression.Stream(tokens.isNext("<") ? argument() : null);
            case FUTURE -> new TypeExpression.Future(tokens.isNext("<") ? argument() : null);
            case OWN, BORROW -> handle(kind);
            default -> list();
        };
    }

    private TypeExpression list() {
        tokens.expect("<");
        TypeExpression element = type();
        TypeExpression list;
        if (tokens.accept(",")) {
            Position position = tokens.position();
            int length = tokens.number();
            if (length == 0) {
                throw position.error("expected the length of a list, at least 1, found `0`");
            }
            list = new TypeExpression.FixedList(element, length);
        } else {
            list = new TypeExpression.ListOf(element);
        }
        tokens.expect(">");
        return list;
    }

    private TypeExpression map() {
        tokens.expect("<");
        Position position = tokens.position();
        TypeExpression key = type();
        boolean allowed = key instanceof TypeExpression.Primitive(var kind)
                && kind != TypeKind.F32
                && kind != TypeKind.F64
                && kind != TypeKind.ERROR_CONTEXT;
        if (!allowed) {
            throw position.error("expected a map key that is an integer, bool, char or string, found another type");
        }
        tokens.expect(",");
        TypeExpression value = type();
        tokens.expect(">");
        return new TypeExpression.MapOf(key, value);
    }

    private TypeExpression result() {
        if (!tokens.accept("<")) {
            return new TypeExpression.Result(null, null);
        }
        if (tokens.accept("_")) {
            tokens.expect(",");
            TypeExpression error = type();
            tokens.expect(">");
            return new TypeExpression.Result(null, error);
        }
        TypeExpression ok = type();
        TypeExpression error = tokens.accept(",") ? type() : null;
        tokens.expect(">");
        return new TypeExpression.Result(ok, error);
    }

    private TypeExpression handle(TypeKind kind) {
        tokens.expect("<");
        Name name = tokens.name();
        tokens.expect(">");
        return at(
                name.position(),
                kind == TypeKind.OWN ? new TypeExpression.Own(name.text()) : new TypeExpression.Borrow(name.text()));
    }

    private TypeExpression argument() {
        tokens.expect("<");
        TypeExpression type = type();
        tokens.expect(">");
        return type;
    }

    private TypeExpression at(Position position, TypeExpression type) {
        names.put(type, position);
        return type;
    }
}
