package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Parses what instances are made of (Explainer "Core Instance Definitions" and "Instance Definitions"). */
final class InstanceParser {
    private final TokenCursor cursor;
    private final ComponentScope scope;
    private final ReferenceParser references;

    InstanceParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.scope = scope;
        this.references = new ReferenceParser(cursor, scope);
    }

    /** An instance of a module or a collection of core exports. */
    Definition coreInstance() {
        if (!cursor.acceptForm("instantiate")) {
            return new Definition.CoreInlineInstance(exports(true));
        }
        int module = references.index(Sort.CORE_MODULE);
        List<Definition.CoreArgument> arguments = new ArrayList<>();
        while (cursor.acceptForm("with")) {
            String name = references.name();
            int instance =
                    atInlineInstance() ? inlineInstance(Sort.CORE_INSTANCE) : references.index(Sort.CORE_INSTANCE);
            arguments.add(new Definition.CoreArgument(name, instance));
            cursor.expect(TokenKind.RIGHT);
        }
        cursor.expect(TokenKind.RIGHT);
        return new Definition.CoreInstantiate(module, arguments);
    }

    /** An instance of a component or a collection of exports. */
    Definition instance() {
        if (!cursor.acceptForm("instantiate")) {
            return new Definition.InlineInstance(exports(false));
        }
        int component = references.index(Sort.COMPONENT);
        List<Definition.Argument> arguments = new ArrayList<>();
        while (cursor.acceptForm("with")) {
            String name = references.name();
            SortIndex item = atInlineInstance()
                    ? new SortIndex(Sort.INSTANCE, inlineInstance(Sort.INSTANCE))
                    : references.sortIndex(false);
            arguments.add(new Definition.Argument(name, item));
            cursor.expect(TokenKind.RIGHT);
        }
        cursor.expect(TokenKind.RIGHT);
        return new Definition.Instantiate(component, arguments);
    }

    /** Whether {@code (instance (export ...)...)} stands here, which has no index. */
    private boolean atInlineInstance() {
        TokenKind next = cursor.tokens().kind(cursor.index() + 2);
        return cursor.atForm("instance") && (next == TokenKind.LEFT || next == TokenKind.RIGHT);
    }

    private int inlineInstance(Sort sort) {
        cursor.expectForm("instance");
        Definition instance = sort == Sort.CORE_INSTANCE
                ? new Definition.CoreInlineInstance(exports(true))
                : new Definition.InlineInstance(exports(false));
        cursor.expect(TokenKind.RIGHT);
        return scope.define(sort, instance);
    }

    private List<Definition.InlineExport> exports(boolean core) {
        List<Definition.InlineExport> exports = new ArrayList<>();
        while (cursor.acceptForm("export")) {
            NameSyntax name = core ? new NameSyntax(references.name(), List.of()) : new NameParser(cursor).name();
            exports.add(new Definition.InlineExport(name, references.sortIndex(core)));
            cursor.expect(TokenKind.RIGHT);
        }
        return exports;
    }
}
