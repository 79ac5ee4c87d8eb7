package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.composition.Composition.Part;
import dev.perigord.wasm.component.composition.Composition.Source;
import dev.perigord.wasm.component.composition.WireTokens.Kind;
import dev.perigord.wasm.component.composition.WireTokens.Token;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.WasmComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parses wirings, the text form of compositions:
 *
 * <pre>{@code
 * instance a = "a.wasm"                          # a file; its imports remain imports of the result
 * instance b = "b.wasm" { "test:a/api" = a }     # an import and the instance that exports it
 * instance c = "c.wasm" { "x:y/z" = b."q:r/s", a }   # another export for it; all imports that a exports
 * export c                                       # all that c exports
 * export b."test:b/run" as "test:b/other"
 * }</pre>
 */
public final class WireParser {
    private final WireTokens tokens;
    private final Function<String, WasmComponent> files;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Source> exports = new LinkedHashMap<>();

    private WireParser(WireTokens tokens, Function<String, WasmComponent> files) {
        this.tokens = tokens;
        this.files = files;
    }

    /**
     * Parses a wiring.
     *
     * @param file its name for messages
     * @param files gives the component of a file that the text names
     * @throws CompositionException if the text does not follow the grammar or names what does not exist; the message begins
     *     with {@code file:line:column}
     */
    public static Composition parse(String text, String file, Function<String, WasmComponent> files) {
        WireParser parser = new WireParser(new WireTokens(text, file), files);
        while (!parser.tokens.at(Kind.END)) {
            parser.statement();
        }
        if (parser.exports.isEmpty()) {
            throw parser.tokens.problem(parser.tokens.peek(), "nothing is exported");
        }
        return new Composition(new ArrayList<>(parser.parts.values()), parser.exports);
    }

    private void statement() {
        Token word = tokens.expect(Kind.WORD, "`instance` or `export`");
        switch (word.text()) {
            case "instance" -> instance();
            case "export" -> export();
            default -> throw tokens.problem(word, "expected `instance` or `export`, found " + word);
        }
    }

    private void instance() {
        Token name = tokens.expect(Kind.WORD, "the name of the instance");
        tokens.expect(Kind.EQUALS, "`=`");
        Token file = tokens.expect(Kind.STRING, "the file in quotes");
        if (parts.containsKey(name.text())) {
            throw tokens.problem(name, "there is an instance `" + name.text() + "` already");
        }
        Map<String, Source> arguments = new LinkedHashMap<>();
        Part part = new Part(name.text(), files.apply(file.text()), arguments);
        if (tokens.accept(Kind.OPEN)) {
            while (!tokens.accept(Kind.CLOSE)) {
                argument(part, arguments);
                tokens.accept(Kind.COMMA);
            }
        }
        parts.put(name.text(), part);
    }

    private void argument(Part part, Map<String, Source> arguments) {
        if (tokens.at(Kind.WORD)) {
            Token name = tokens.peek();
            Part provider = part();
            List<String> satisfied = part.imports().keySet().stream()
                    .filter(wanted -> !arguments.containsKey(wanted)
                            && provider.export(wanted).isPresent())
                    .toList();
            if (satisfied.isEmpty()) {
                throw tokens.problem(
                        name,
                        "`" + provider.name() + "` exports nothing that `" + part.name() + "` imports and has not got");
            }
            satisfied.forEach(
                    wanted -> arguments.put(wanted, provider.export(wanted).orElseThrow()));
            return;
        }
        Token wanted = tokens.expect(Kind.STRING, "an import in quotes, an instance, or `}`");
        String name = find(part.imports().keySet(), wanted, "`" + part.name() + "` has no import");
        tokens.expect(Kind.EQUALS, "`=`");
        Part provider = part();
        Source source = tokens.accept(Kind.DOT)
                ? named(provider)
                : provider.export(name).orElse(new Source(provider, null));
        if (arguments.putIfAbsent(name, source) != null) {
            throw tokens.problem(wanted, "the import \"" + name + "\" has been given already");
        }
    }

    private void export() {
        Part part = part();
        if (!tokens.accept(Kind.DOT)) {
            part.exports().keySet().forEach(name -> exports.put(name, new Source(part, name)));
            return;
        }
        Source source = named(part);
        Token as = tokens.peek();
        if (as.kind() == Kind.WORD && as.text().equals("as")) {
            tokens.next();
            exports.put(
                    tokens.expect(Kind.STRING, "the name of the export in quotes")
                            .text(),
                    source);
        } else {
            exports.put(source.export(), source);
        }
    }

    private Part part() {
        Token name = tokens.expect(Kind.WORD, "the name of an instance");
        Part part = parts.get(name.text());
        if (part == null) {
            throw tokens.problem(name, "there is no instance `" + name.text() + "` before this");
        }
        return part;
    }

    private Source named(Part part) {
        Token export = tokens.expect(Kind.STRING, "an export in quotes");
        return new Source(part, find(part.exports().keySet(), export, "`" + part.name() + "` has no export"));
    }

    /** The full name of what a text names, with or without version. */
    private String find(Iterable<String> names, Token wanted, String otherwise) {
        Map<String, String> index = new LinkedHashMap<>();
        names.forEach(name -> index.put(name, name));
        return new NameIndex<>(index)
                .find(wanted.text())
                .orElseThrow(() -> tokens.problem(
                        wanted,
                        otherwise + " \"" + wanted.text() + "\"; there are: "
                                + (index.isEmpty() ? "none" : String.join(", ", index.keySet()))));
    }
}
