package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.text.StringLiterals;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;

/**
 * Parses references to definitions: indices, {@code (func $f)}, and {@code (func $i "f")}, which adds an alias of an
 * instance's export (Explainer "Index Spaces" and "Alias Definitions").
 */
final class ReferenceParser {
    private final TokenCursor cursor;
    private final ComponentScope scope;

    ReferenceParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    /** A reference of a known sort, with or without parentheses and sort. */
    int index(Sort sort) {
        if (!cursor.accept(TokenKind.LEFT)) {
            return scope.space(sort).resolve(cursor);
        }
        if (sort.isCore()) {
            cursor.acceptKeyword("core");
        }
        cursor.expectKeyword(sort.keyword());
        int index = target(sort);
        cursor.expect(TokenKind.RIGHT);
        return index;
    }

    /** A reference after a keyword that says its sort, such as {@code (memory $m)} or {@code (memory $i "m")}. */
    int operand(Sort sort) {
        return cursor.at(TokenKind.LEFT) ? index(sort) : target(sort);
    }

    /** A reference that says its sort; {@code core} is whether only core sorts can stand here, without prefix. */
    SortIndex sortIndex(boolean core) {
        cursor.expect(TokenKind.LEFT);
        Sort sort = sort(core);
        SortIndex reference = new SortIndex(sort, target(sort));
        cursor.expect(TokenKind.RIGHT);
        return reference;
    }

    /** A sort; {@code core} is whether it is a core sort without prefix. */
    Sort sort(boolean core) {
        boolean prefixed = cursor.acceptKeyword("core");
        Sort sort = cursor.at(TokenKind.KEYWORD) ? Sort.ofKeyword(cursor.text(), core || prefixed) : null;
        if (sort == null) {
            throw cursor.unexpected(core || prefixed ? "a core sort" : "a sort");
        }
        cursor.advance();
        return sort;
    }

    /** An index, or an instance and the names that lead to its export. */
    private int target(Sort sort) {
        if (cursor.tokens().kind(cursor.index() + 1) != TokenKind.STRING) {
            return scope.space(sort).resolve(cursor);
        }
        if (sort.isExportOfCoreInstance()) {
            int instance = scope.space(Sort.CORE_INSTANCE).resolve(cursor);
            return scope.define(sort, new Definition.CoreExportAlias(sort, instance, name()));
        }
        int instance = scope.space(Sort.INSTANCE).resolve(cursor);
        while (true) {
            String name = name();
            if (!cursor.at(TokenKind.STRING)) {
                return scope.define(sort, new Definition.ExportAlias(sort, instance, name));
            }
            instance = scope.define(Sort.INSTANCE, new Definition.ExportAlias(Sort.INSTANCE, instance, name));
        }
    }

    /** A string that must be UTF-8. */
    String name() {
        return StringLiterals.fromUtf8(cursor.name());
    }
}
