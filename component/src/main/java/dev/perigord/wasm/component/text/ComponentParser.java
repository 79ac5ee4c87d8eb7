package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.binary.ComponentNames;
import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.EncodedValue;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.text.CustomAnnotations;
import dev.perigord.wasm.text.SourceMap;
import dev.perigord.wasm.text.TextModule;
import dev.perigord.wasm.text.TextParser;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import dev.perigord.wasm.text.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parses the definitions of a component (Explainer "Component Definitions").
 *
 * <p>It reads them once, for they can only use what is defined before them, and writes them as it goes.
 */
final class ComponentParser {
    private final TokenCursor cursor;
    private final String name;
    private final ComponentWriter writer = new ComponentWriter();
    private final ComponentScope scope;
    private final NameParser names;
    private final ReferenceParser references;
    private final TypeSyntaxParser types;
    private final DeclarationParser declarations;
    private final InstanceParser instances;
    private final CanonParser canons;
    private final CustomAnnotations customs;
    private boolean ownNames = true;
    private final List<SourceMap> sourceMaps = new ArrayList<>();

    /** Exports that were written where something is defined; they stand at the end, where they change no index. */
    private final List<Definition.Export> exports = new ArrayList<>();

    /** A definition's identifier, if any, at a token, and the names that it is exported with where it is defined. */
    private record Header(int name, List<NameSyntax> exports) {}

    /** A parser at the name of a component that is in no other. */
    ComponentParser(TokenCursor cursor) {
        this(cursor, null, new CustomAnnotations(cursor.tokens()));
    }

    private ComponentParser(TokenCursor cursor, ComponentScope enclosing, CustomAnnotations customs) {
        this.cursor = cursor;
        this.customs = customs;
        String identifier = cursor.identifier();
        String annotated = cursor.annotatedName();
        // An empty annotation is how a component has an identifier and no name.
        String written = annotated == null ? identifier : annotated;
        this.name = written == null || written.isEmpty() ? null : written;
        this.scope = new ComponentScope(cursor, enclosing, identifier, writer::definition);
        this.names = new NameParser(cursor);
        this.references = new ReferenceParser(cursor, scope);
        this.types = new TypeSyntaxParser(cursor, scope);
        this.declarations = new DeclarationParser(cursor, scope);
        this.instances = new InstanceParser(cursor, scope);
        this.canons = new CanonParser(cursor, scope);
    }

    /** Parses all definitions that follow. */
    TextComponent parse() {
        customSections();
        while (cursor.at(TokenKind.LEFT)) {
            definition();
            customSections();
        }
        exports.forEach(export -> scope.define(export.item().sort(), export));
        byte[] binary = ownNames ? writer.finish(name, scope.names()) : writer.finish(null, Map.of());
        return new TextComponent(binary, SourceMap.concatenation(sourceMaps));
    }

    /** The custom sections that annotations before the current token ask for; a name section replaces that of the names. */
    private void customSections() {
        customs.takeBefore(cursor.index(), (section, contents) -> {
            ownNames &= !section.equals(ComponentNames.SECTION);
            writer.custom(section, contents);
        });
    }

    private void definition() {
        cursor.expect(TokenKind.LEFT);
        int keyword = cursor.index();
        switch (cursor.keyword()) {
            case "core" -> coreDefinition();
            case "component" -> component();
            case "instance" -> instance();
            case "alias" -> declarations.alias();
            case "type" -> type();
            case "canon" -> canon();
            case "func" -> function();
            case "import" -> declarations.importItem();
            case "export" -> export();
            case "start" -> start();
            case "value" -> value();
            default -> {
                cursor.moveTo(keyword);
                throw cursor.unexpected("a definition");
            }
        }
        cursor.expect(TokenKind.RIGHT);
    }

    // --- what definitions have in common -----------------------------------------------------------------------

    private Header header() {
        int nameToken = scope.passName();
        List<NameSyntax> exports = new ArrayList<>();
        for (NameSyntax export = names.acceptInline("export"); export != null; ) {
            exports.add(export);
            export = names.acceptInline("export");
        }
        return new Header(nameToken, exports);
    }

    private void define(Sort sort, Header header, Definition definition) {
        export(sort, header, scope.define(sort, header.name, definition));
    }

    private void export(Sort sort, Header header, int index) {
        for (NameSyntax export : header.exports) {
            exports.add(new Definition.Export(export, new SortIndex(sort, index), null));
        }
    }

    /** An import or alias that a definition consists of; whether there was one. */
    private boolean importedOrAliased(Sort sort, Header header) {
        NameSyntax imported = names.acceptInline("import");
        if (imported != null) {
            define(sort, header, new Definition.Import(imported, types.item(sort)));
            return true;
        }
        // What a component begins with is a definition inside of it.
        if (sort != Sort.COMPONENT && cursor.acceptForm("alias")) {
            Definition alias = declarations.alias(sort);
            cursor.expect(TokenKind.RIGHT);
            define(sort, header, alias);
            return true;
        }
        return false;
    }

    // --- core definitions --------------------------------------------------------------------------------------

    private void coreDefinition() {
        if (cursor.atKeyword("rec") || cursor.atKeyword("type")) {
            int start = cursor.index();
            cursor.advance();
            Header header = header();
            if (cursor.atForm("alias")) {
                importedOrAliased(Sort.CORE_TYPE, header);
                return;
            }
            cursor.moveTo(start);
            declarations.coreType();
            return;
        }
        Sort sort = references.sort(true);
        Header header = header();
        if (importedOrAliased(sort, header)) {
            return;
        }
        switch (sort) {
            case CORE_MODULE -> coreModule(header);
            case CORE_INSTANCE -> define(sort, header, instances.coreInstance());
            case CORE_FUNC -> {
                cursor.expectForm("canon");
                Canon canon = canons.coreFunction();
                cursor.expect(TokenKind.RIGHT);
                define(sort, header, new Definition.Canonical(canon));
            }
            default -> throw cursor.unexpected("an alias");
        }
    }

    private void coreModule(Header header) {
        int token = cursor.index();
        // Annotations, which are no tokens, may come before the first field.
        int first = cursor.tokens().end(token - 1);
        TextModule module;
        if (cursor.acceptKeyword("binary") || cursor.acceptKeyword("quote")) {
            Tokens tokens = cursor.tokens();
            boolean binary = tokens.isKeyword(token, "binary");
            byte[] contents = cursor.strings();
            module = binary ? TextModule.ofBinary(contents) : TextParser.parseModule(contents);
        } else {
            cursor.skipToClose();
            customs.skipTo(cursor.index());
            module = TextParser.parseFields(cursor.tokens().source(), first, cursor.start());
        }
        int offset = writer.coreModule(module.binary());
        sourceMaps.add(module.sourceMap().shifted(offset));
        export(Sort.CORE_MODULE, header, scope.nameByIdentifier(Sort.CORE_MODULE, header.name));
    }

    // --- components and instances ------------------------------------------------------------------------------

    private void component() {
        int start = cursor.index();
        Header header = header();
        if (importedOrAliased(Sort.COMPONENT, header)) {
            return;
        }
        TextComponent component;
        if (cursor.acceptKeyword("binary")) {
            component = new TextComponent(cursor.strings(), SourceMap.concatenation(List.of()));
        } else {
            int contents = cursor.index();
            cursor.moveTo(start);
            ComponentParser nested = new ComponentParser(cursor, scope, customs);
            cursor.moveTo(contents);
            component = nested.parse();
        }
        int offset = writer.component(component.binary());
        sourceMaps.add(component.sourceMap().shifted(offset));
        export(Sort.COMPONENT, header, scope.nameByIdentifier(Sort.COMPONENT, header.name));
    }

    private void instance() {
        Header header = header();
        if (!importedOrAliased(Sort.INSTANCE, header)) {
            define(Sort.INSTANCE, header, instances.instance());
        }
    }

    // --- types -------------------------------------------------------------------------------------------------

    private void type() {
        Header header = header();
        if (!importedOrAliased(Sort.TYPE, header)) {
            define(Sort.TYPE, header, new Definition.Type(types.definition()));
        }
    }

    // --- functions and values ----------------------------------------------------------------------------------

    private void function() {
        Header header = header();
        if (importedOrAliased(Sort.FUNC, header)) {
            return;
        }
        int type = types.functionType();
        cursor.expectForm("canon");
        cursor.expectKeyword("lift");
        Canon lift = canons.lift(type);
        cursor.expect(TokenKind.RIGHT);
        define(Sort.FUNC, header, new Definition.Canonical(lift));
    }

    private void canon() {
        if (cursor.acceptKeyword("lift")) {
            Canon.Lift lift = canons.lift(0);
            cursor.expectForm(Sort.FUNC.keyword());
            int nameToken = scope.passName();
            ItemSyntax type = types.item(Sort.FUNC);
            cursor.expect(TokenKind.RIGHT);
            Canon complete = new Canon.Lift(lift.coreFunction(), lift.options(), (int) type.index());
            scope.define(Sort.FUNC, nameToken, new Definition.Canonical(complete));
            return;
        }
        Canon canon = canons.coreFunction();
        cursor.expectForm("core");
        cursor.expectKeyword(Sort.CORE_FUNC.keyword());
        int nameToken = scope.passName();
        cursor.expect(TokenKind.RIGHT);
        scope.define(Sort.CORE_FUNC, nameToken, new Definition.Canonical(canon));
    }

    private void start() {
        int function = references.index(Sort.FUNC);
        List<Integer> arguments = new ArrayList<>();
        while (cursor.atForm(Sort.VALUE.keyword())) {
            arguments.add(references.index(Sort.VALUE));
        }
        List<Integer> resultNames = new ArrayList<>();
        while (cursor.acceptForm("result")) {
            cursor.expectForm(Sort.VALUE.keyword());
            resultNames.add(scope.passName());
            cursor.expect(TokenKind.RIGHT);
            cursor.expect(TokenKind.RIGHT);
        }
        scope.add(new Definition.Start(function, arguments, resultNames.size()));
        resultNames.forEach(token -> scope.name(Sort.VALUE, token));
    }

    private void value() {
        Header header = header();
        if (importedOrAliased(Sort.VALUE, header)) {
            return;
        }
        TypeReference type = types.reference();
        EncodedValue value = new ValueParser(cursor, scope).value(type);
        define(Sort.VALUE, header, new Definition.Value(type, value));
    }

    // --- exports -----------------------------------------------------------------------------------------------

    private void export() {
        int nameToken = scope.passName();
        NameSyntax exported = names.name();
        SortIndex item = references.sortIndex(false);
        ItemSyntax ascribed = cursor.at(TokenKind.LEFT) ? types.item().type() : null;
        scope.define(item.sort(), nameToken, new Definition.Export(exported, item, ascribed));
    }
}
