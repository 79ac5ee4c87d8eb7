package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.text.IndexSpace;
import dev.perigord.wasm.text.LimitsParser;
import dev.perigord.wasm.text.StringLiterals;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import dev.perigord.wasm.text.TypeDefinitionParser;
import dev.perigord.wasm.text.TypeParser;
import dev.perigord.wasm.text.TypeSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses module types, which have an index space of core types of their own (Explainer "Core Type Definitions"). */
final class ModuleTypeParser {
    private final TokenCursor cursor;
    private final ComponentScope enclosing;
    private final IndexSpace types;
    private final TypeParser uses;
    private final TypeDefinitionParser typeDefinitions;
    private final LimitsParser limits;
    private final List<CoreTypeSyntax.Declaration> declarations = new ArrayList<>();
    private final Map<FunctionType, Integer> implied = new HashMap<>();

    ModuleTypeParser(TokenCursor cursor, ComponentScope enclosing) {
        this.cursor = cursor;
        this.enclosing = enclosing;
        this.types = new Types();
        TypeSpace space = new TypeSpace(types);
        this.uses = new TypeParser(cursor, space);
        this.typeDefinitions = new TypeDefinitionParser(cursor, space, uses);
        this.limits = new LimitsParser(cursor, uses);
    }

    /** Finds types of the enclosing scopes as well. */
    private final class Types extends IndexSpace {
        Types() {
            super("core type");
        }

        @Override
        protected int resolveElsewhere(TokenCursor at, String identifier) {
            ComponentScope.Outer outer = enclosing.find(Sort.CORE_TYPE, identifier, 1);
            if (outer == null) {
                return super.resolveElsewhere(at, identifier);
            }
            declarations.add(new CoreTypeSyntax.Declaration.OuterType(outer.count(), outer.index()));
            return define(identifier);
        }
    }

    /** The declarations up to the closing parenthesis. */
    CoreTypeSyntax.Module parse() {
        while (!cursor.at(TokenKind.RIGHT)) {
            cursor.expect(TokenKind.LEFT);
            int keyword = cursor.index();
            switch (cursor.keyword()) {
                case "import" -> {
                    String module = name();
                    String name = name();
                    declarations.add(new CoreTypeSyntax.Declaration.Import(module, name, item()));
                    cursor.expect(TokenKind.RIGHT);
                }
                case "export" -> {
                    String name = name();
                    declarations.add(new CoreTypeSyntax.Declaration.Export(name, item()));
                    cursor.expect(TokenKind.RIGHT);
                }
                case "type" -> define(typeDefinitions.definedInOrder(false));
                case "rec" -> define(typeDefinitions.definedInOrder(true));
                case "alias" -> {
                    alias();
                    cursor.expect(TokenKind.RIGHT);
                }
                default -> {
                    cursor.moveTo(keyword);
                    throw cursor.unexpected("import, export, type, rec or alias");
                }
            }
        }
        return new CoreTypeSyntax.Module(declarations);
    }

    private String name() {
        return StringLiterals.fromUtf8(cursor.name());
    }

    private void define(List<TypeDefinition> group) {
        declarations.add(new CoreTypeSyntax.Declaration.Type(new CoreTypeSyntax.Group(group)));
    }

    private void alias() {
        cursor.expectKeyword("outer");
        // The module type is the innermost scope.
        int count = cursor.at(TokenKind.IDENTIFIER) ? enclosing.outerCount() + 1 : cursor.u32();
        int index = count == 0 ? types.resolve(cursor) : enclosing.outerIndex(Sort.CORE_TYPE, count - 1);
        cursor.expect(TokenKind.LEFT);
        cursor.acceptKeyword("core");
        cursor.expectKeyword("type");
        declarations.add(new CoreTypeSyntax.Declaration.OuterType(count, index));
        types.define(cursor);
        cursor.expect(TokenKind.RIGHT);
    }

    /** The type of an import or export. */
    private CoreTypeSyntax.Item item() {
        cursor.expect(TokenKind.LEFT);
        int keyword = cursor.index();
        String kind = cursor.keyword();
        cursor.identifier();
        CoreTypeSyntax.Item item =
                switch (kind) {
                    case "func" -> new CoreTypeSyntax.Item.Function(typeUse());
                    case "tag" -> new CoreTypeSyntax.Item.Tag(typeUse());
                    case "table" -> direct(limits.table(limits.addressType()));
                    case "memory" -> direct(limits.memory(limits.addressType()));
                    case "global" -> direct(uses.globalType());
                    default -> {
                        cursor.moveTo(keyword);
                        throw cursor.unexpected("func, table, memory, global or tag");
                    }
                };
        cursor.expect(TokenKind.RIGHT);
        return item;
    }

    private static CoreTypeSyntax.Item direct(ExternType type) {
        return new CoreTypeSyntax.Item.Direct(type);
    }

    /** A function type that is given by its index, or in place, which defines it if it is new. */
    private int typeUse() {
        if (cursor.acceptForm("type")) {
            int index = types.resolve(cursor);
            cursor.expect(TokenKind.RIGHT);
            return index;
        }
        FunctionType type = uses.functionType(new IndexSpace("parameter"));
        Integer known = implied.get(type);
        if (known != null) {
            return known;
        }
        define(List.of(TypeDefinition.of(type)));
        types.defineAnonymous(1);
        implied.put(type, types.size() - 1);
        return types.size() - 1;
    }
}
