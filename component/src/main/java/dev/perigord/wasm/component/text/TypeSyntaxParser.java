package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.text.StringLiterals;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import dev.perigord.wasm.text.TypeParser;
import dev.perigord.wasm.text.TypeSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Parses types (Explainer "Type Definitions"). The binary format only knows references to types, so a type that is
 * written where it is used becomes a definition of its own in front.
 */
final class TypeSyntaxParser {
    /** How deep value types may be nested. */
    private static final int MAX_DEPTH = 100;

    private final TokenCursor cursor;
    private final ComponentScope scope;
    private final ReferenceParser references;
    private int depth;

    TypeSyntaxParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.scope = scope;
        this.references = new ReferenceParser(cursor, scope);
    }

    // --- definitions -------------------------------------------------------------------------------------------

    /** A type that is defined. */
    TypeSyntax definition() {
        if (!cursor.at(TokenKind.LEFT)) {
            return new TypeSyntax.Value(primitive(), List.of(), List.of(), 0);
        }
        if (cursor.acceptForm("func")) {
            return closed(function());
        }
        if (cursor.acceptForm("component")) {
            return closed(new TypeSyntax.Component(DeclarationParser.declarations(cursor, scope, true)));
        }
        if (cursor.acceptForm("instance")) {
            return closed(new TypeSyntax.Instance(DeclarationParser.declarations(cursor, scope, false)));
        }
        return cursor.acceptForm("resource") ? closed(resource()) : value();
    }

    private TypeSyntax closed(TypeSyntax type) {
        cursor.expect(TokenKind.RIGHT);
        return type;
    }

    private TypeSyntax resource() {
        cursor.expectForm("rep");
        ValueType representation = coreValueType();
        cursor.expect(TokenKind.RIGHT);
        long destructor = TypeSyntax.Resource.NO_DESTRUCTOR;
        if (cursor.acceptForm("dtor")) {
            destructor = Integer.toUnsignedLong(references.operand(Sort.CORE_FUNC));
            cursor.expect(TokenKind.RIGHT);
        }
        return new TypeSyntax.Resource(representation, destructor);
    }

    /** A core value type. */
    ValueType coreValueType() {
        return new TypeParser(cursor, new TypeSpace(scope.space(Sort.CORE_TYPE))).valueType();
    }

    /** A function type after its keyword. */
    TypeSyntax.Function function() {
        boolean async = cursor.acceptKeyword("async");
        List<LabelledType> parameters = new ArrayList<>();
        while (cursor.acceptForm("param")) {
            parameters.add(new LabelledType(references.name(), reference()));
            cursor.expect(TokenKind.RIGHT);
        }
        return new TypeSyntax.Function(parameters, result(), async);
    }

    /** The form {@code (result ...)}, or null if it is absent. */
    TypeReference result() {
        if (!cursor.acceptForm("result")) {
            return null;
        }
        TypeReference type = reference();
        cursor.expect(TokenKind.RIGHT);
        return type;
    }

    // --- values ------------------------------------------------------------------------------------------------

    private TypeKind primitive() {
        TypeKind kind = cursor.at(TokenKind.KEYWORD) ? TypeKind.ofText(cursor.text()) : null;
        if (kind == null || !kind.isPrimitive()) {
            throw cursor.unexpected("a type");
        }
        cursor.advance();
        return kind;
    }

    /** A value type where it is used. */
    TypeReference reference() {
        if (cursor.at(TokenKind.KEYWORD)) {
            return new TypeReference.Primitive(primitive());
        }
        if (cursor.atIndex() || cursor.atForm(Sort.TYPE.keyword())) {
            return new TypeReference.Index(references.index(Sort.TYPE));
        }
        return new TypeReference.Index(scope.define(Sort.TYPE, new Definition.Type(value())));
    }

    private TypeReference optionalReference() {
        return cursor.at(TokenKind.RIGHT) || cursor.atForm("error") ? null : reference();
    }

    private TypeSyntax.Value value() {
        if (++depth > MAX_DEPTH) {
            throw cursor.error("types are nested more than " + MAX_DEPTH + " deep");
        }
        cursor.expect(TokenKind.LEFT);
        TypeKind kind = cursor.at(TokenKind.KEYWORD) ? TypeKind.ofText(cursor.text()) : null;
        if (kind == null || kind.isPrimitive()) {
            throw cursor.unexpected("a type");
        }
        cursor.advance();
        TypeSyntax.Value type = contents(kind);
        cursor.expect(TokenKind.RIGHT);
        depth--;
        return type;
    }

    private TypeSyntax.Value contents(TypeKind kind) {
        return switch (kind) {
            case RECORD -> labelled(kind, "field", false);
            case VARIANT -> labelled(kind, "case", true);
            case FLAGS, ENUM -> labels(kind);
            case TUPLE -> {
                List<TypeReference> parts = new ArrayList<>();
                while (!cursor.at(TokenKind.RIGHT)) {
                    parts.add(reference());
                }
                yield parts(kind, parts);
            }
            case LIST -> {
                List<TypeReference> element = List.of(reference());
                yield cursor.at(TokenKind.NATURAL)
                        ? new TypeSyntax.Value(TypeKind.FIXED_LIST, List.of(), element, cursor.u32())
                        : parts(kind, element);
            }
            case OPTION -> parts(kind, List.of(reference()));
            case MAP -> parts(kind, List.of(reference(), reference()));
            case STREAM, FUTURE -> parts(kind, Collections.singletonList(optionalReference()));
            case RESULT -> {
                TypeReference ok = optionalReference();
                TypeReference error = null;
                if (cursor.acceptForm("error")) {
                    error = reference();
                    cursor.expect(TokenKind.RIGHT);
                }
                yield parts(kind, Arrays.asList(ok, error));
            }
            case OWN, BORROW -> new TypeSyntax.Value(kind, List.of(), List.of(), references.index(Sort.TYPE));
            default -> throw cursor.unexpected("a type");
        };
    }

    private static TypeSyntax.Value parts(TypeKind kind, List<TypeReference> parts) {
        return new TypeSyntax.Value(kind, List.of(), parts, 0);
    }

    private TypeSyntax.Value labels(TypeKind kind) {
        List<String> labels = new ArrayList<>();
        while (cursor.at(TokenKind.STRING)) {
            labels.add(references.name());
        }
        return new TypeSyntax.Value(kind, labels, List.of(), 0);
    }

    private TypeSyntax.Value labelled(TypeKind kind, String keyword, boolean optional) {
        List<String> labels = new ArrayList<>();
        List<TypeReference> parts = new ArrayList<>();
        while (cursor.acceptForm(keyword)) {
            labels.add(StringLiterals.fromUtf8(cursor.name()));
            parts.add(optional ? optionalReference() : reference());
            cursor.expect(TokenKind.RIGHT);
        }
        return new TypeSyntax.Value(kind, labels, parts, 0);
    }

    // --- imports and exports -----------------------------------------------------------------------------------

    /** The type of an import or export, and the token where its identifier may stand. */
    record NamedItem(int name, ItemSyntax type) {}

    /** A form such as {@code (func $f (param "x" u8))}. */
    NamedItem item() {
        cursor.expect(TokenKind.LEFT);
        Sort sort = references.sort(false);
        int name = scope.passName();
        ItemSyntax type = item(sort);
        cursor.expect(TokenKind.RIGHT);
        return new NamedItem(name, type);
    }

    /** The type of something of a known sort: {@code (type $t)}, or what follows the sort and identifier. */
    ItemSyntax item(Sort sort) {
        return switch (sort) {
            case TYPE -> typeBound();
            case VALUE -> valueBound();
            case CORE_MODULE -> {
                int index = atTypeUse()
                        ? typeUse(Sort.CORE_TYPE)
                        : scope.define(
                                Sort.CORE_TYPE, new Definition.CoreType(new ModuleTypeParser(cursor, scope).parse()));
                yield item(sort, index);
            }
            case FUNC, COMPONENT, INSTANCE -> item(sort, atTypeUse() ? typeUse(Sort.TYPE) : defineInline(sort));
            default -> throw cursor.error("a " + sort.text() + " cannot be imported or exported");
        };
    }

    private int defineInline(Sort sort) {
        TypeSyntax type =
                switch (sort) {
                    case FUNC -> function();
                    case COMPONENT -> new TypeSyntax.Component(DeclarationParser.declarations(cursor, scope, true));
                    default -> new TypeSyntax.Instance(DeclarationParser.declarations(cursor, scope, false));
                };
        return scope.define(Sort.TYPE, new Definition.Type(type));
    }

    private static ItemSyntax item(Sort sort, int index) {
        return new ItemSyntax(sort, Integer.toUnsignedLong(index));
    }

    /** Whether {@code (type $t)} stands here, as opposed to the declaration of a type. */
    private boolean atTypeUse() {
        int index = cursor.index();
        TokenKind argument = cursor.tokens().kind(index + 2);
        TokenKind next = cursor.tokens().kind(index + 3);
        return cursor.atForm("type")
                && (argument == TokenKind.NATURAL || argument == TokenKind.IDENTIFIER)
                && (next == TokenKind.RIGHT || next == TokenKind.STRING);
    }

    private int typeUse(Sort space) {
        cursor.expectForm("type");
        int index = references.operand(space);
        cursor.expect(TokenKind.RIGHT);
        return index;
    }

    private ItemSyntax typeBound() {
        if (cursor.acceptForm("sub")) {
            cursor.expectKeyword("resource");
            cursor.expect(TokenKind.RIGHT);
            return new ItemSyntax(Sort.TYPE, ItemSyntax.FRESH_RESOURCE);
        }
        cursor.expectForm("eq");
        int index = references.index(Sort.TYPE);
        cursor.expect(TokenKind.RIGHT);
        return item(Sort.TYPE, index);
    }

    private ItemSyntax valueBound() {
        if (!cursor.acceptForm("eq")) {
            return ItemSyntax.ofValue(reference());
        }
        int index = references.index(Sort.VALUE);
        cursor.expect(TokenKind.RIGHT);
        return item(Sort.VALUE, index);
    }

    /** The index of a function type, given as {@code (type $t)} or in place. */
    int functionType() {
        return (int) item(Sort.FUNC).index();
    }
}
