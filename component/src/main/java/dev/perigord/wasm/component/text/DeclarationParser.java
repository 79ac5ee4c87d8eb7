package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import dev.perigord.wasm.text.TypeDefinitionParser;
import dev.perigord.wasm.text.TypeParser;
import dev.perigord.wasm.text.TypeSpace;
import java.util.ArrayList;
import java.util.List;

/** Parses what stands in component types and instance types; some of it can stand in components as well. */
final class DeclarationParser {
    private final TokenCursor cursor;
    private final ComponentScope scope;
    private final ReferenceParser references;
    private final TypeSyntaxParser types;

    DeclarationParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.scope = scope;
        this.references = new ReferenceParser(cursor, scope);
        this.types = new TypeSyntaxParser(cursor, scope);
    }

    /** The declarations of a type up to its closing parenthesis. */
    static List<Located> declarations(TokenCursor cursor, ComponentScope enclosing, boolean component) {
        List<Located> declarations = new ArrayList<>();
        ComponentScope scope =
                new ComponentScope(cursor, enclosing, null, definition -> declarations.add(new Located(0, definition)));
        DeclarationParser parser = new DeclarationParser(cursor, scope);
        while (!cursor.at(TokenKind.RIGHT)) {
            parser.declaration(component);
        }
        return declarations;
    }

    private void declaration(boolean component) {
        cursor.expect(TokenKind.LEFT);
        int keyword = cursor.index();
        switch (cursor.keyword()) {
            case "core" -> coreType();
            case "type" -> type();
            case "alias" -> alias();
            case "export" -> export();
            case "import" -> {
                if (!component) {
                    throw cursor.error("an instance type has no imports");
                }
                importItem();
            }
            default -> {
                cursor.moveTo(keyword);
                throw cursor.unexpected("core type, type, alias, import or export");
            }
        }
        cursor.expect(TokenKind.RIGHT);
    }

    private void type() {
        int name = scope.passName();
        scope.define(Sort.TYPE, name, new Definition.Type(types.definition()));
    }

    private void export() {
        NameSyntax name = new NameParser(cursor).name();
        TypeSyntaxParser.NamedItem item = types.item();
        Definition export = new Definition.ExportDeclaration(name, item.type());
        scope.define(item.type().sort(), item.name(), export);
    }

    /** An import after its keyword. */
    void importItem() {
        NameSyntax name = new NameParser(cursor).name();
        TypeSyntaxParser.NamedItem item = types.item();
        scope.define(item.type().sort(), item.name(), new Definition.Import(name, item.type()));
    }

    // --- core types --------------------------------------------------------------------------------------------

    /** What follows {@code (core} in {@code (core type ...)} and {@code (core rec ...)}. */
    void coreType() {
        boolean group = cursor.acceptKeyword("rec");
        if (!group) {
            cursor.expectKeyword("type");
        }
        int name = cursor.index();
        scope.passName();
        if (!group && cursor.acceptForm("module")) {
            CoreTypeSyntax type = new ModuleTypeParser(cursor, scope).parse();
            cursor.expect(TokenKind.RIGHT);
            scope.define(Sort.CORE_TYPE, name, new Definition.CoreType(type));
            return;
        }
        cursor.moveTo(name);
        TypeSpace space = new TypeSpace(scope.space(Sort.CORE_TYPE));
        TypeDefinitionParser definitions = new TypeDefinitionParser(cursor, space, new TypeParser(cursor, space));
        scope.inCoreTypes(true);
        scope.add(new Definition.CoreType(new CoreTypeSyntax.Group(definitions.definedInOrder(group))));
        scope.inCoreTypes(false);
        // The closing parenthesis was passed with the definition.
        cursor.moveTo(cursor.index() - 1);
    }

    // --- aliases -----------------------------------------------------------------------------------------------

    /** An alias after its keyword, with what it defines at its end. */
    void alias() {
        int start = cursor.index();
        while (!cursor.at(TokenKind.LEFT) && !cursor.at(TokenKind.RIGHT) && !cursor.at(TokenKind.END)) {
            cursor.advance();
        }
        cursor.expect(TokenKind.LEFT);
        Sort sort = references.sort(false);
        int name = scope.passName();
        cursor.expect(TokenKind.RIGHT);
        int end = cursor.index();
        cursor.moveTo(start);
        Definition alias = alias(sort);
        if (!cursor.at(TokenKind.LEFT)) {
            throw cursor.unexpected(TokenKind.LEFT.description());
        }
        cursor.moveTo(end);
        scope.define(sort, name, alias);
    }

    /** An alias of a known sort after its keyword. */
    Definition alias(Sort sort) {
        int start = cursor.index();
        switch (cursor.keyword()) {
            case "export" -> {
                int instance = references.index(Sort.INSTANCE);
                return new Definition.ExportAlias(sort, instance, references.name());
            }
            case "core" -> {
                cursor.expectKeyword("export");
                int instance = references.index(Sort.CORE_INSTANCE);
                return new Definition.CoreExportAlias(sort, instance, references.name());
            }
            case "outer" -> {
                if (!sort.hasOuterAliases()) {
                    throw cursor.error("an outer alias of a " + sort.text() + " is not possible");
                }
                int count = scope.outerCount();
                return new Definition.OuterAlias(sort, count, scope.outerIndex(sort, count));
            }
            default -> {
                cursor.moveTo(start);
                throw cursor.unexpected("export, core export or outer");
            }
        }
    }
}
