package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.syntax.Attributes;
import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Renamed;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import java.util.List;

/** Parses what stands in worlds (WIT.md "Item: world", "Item: include"). */
final class WorldParser {
    private final WitTokens tokens;
    private final EntryParser entries;
    private final PathParser paths;

    WorldParser(WitTokens tokens, EntryParser entries) {
        this.tokens = tokens;
        this.entries = entries;
        this.paths = new PathParser(tokens);
    }

    List<Entry> worldEntries() {
        return entries.block(this::entry);
    }

    private Entry entry(Attributes attributes) {
        if (tokens.accept("import")) {
            return extern(attributes, true);
        }
        if (tokens.accept("export")) {
            return extern(attributes, false);
        }
        if (tokens.accept("include")) {
            return include(attributes);
        }
        Entry entry = entries.shared(attributes);
        if (entry == null) {
            throw tokens.unexpected("`import`, `export`, `include`, `use`, a type or `}`");
        }
        return entry;
    }

    private Entry extern(Attributes attributes, boolean isImport) {
        Name first = tokens.name();
        if (!tokens.accept(":")) {
            tokens.expect(";");
            return new Entry.Extern(attributes, isImport, first, new Entry.Kind.Path(new UsePath(null, first)));
        }
        return new Entry.Extern(attributes, isImport, first, kind(attributes, first));
    }

    /** What follows {@code name:}: a type, or the rest of a path that begins with the name. */
    private Entry.Kind kind(Attributes attributes, Name first) {
        if (tokens.accept("interface")) {
            return new Entry.Kind.Inline(entries.interfaceEntries());
        }
        if (tokens.isNext("func") || tokens.isNext("async")) {
            return new Entry.Kind.Function(entries.function(attributes, "", WitFunction.Kind.FREESTANDING, first));
        }
        if (!tokens.peek().isName()) {
            throw tokens.unexpected("a function, an interface or the name of one");
        }
        Name second = tokens.name();
        Entry.Kind kind;
        if (tokens.isNext("/")) {
            kind = new Entry.Kind.Path(paths.qualified(first, second));
        } else if (tokens.accept(":")) {
            kind = new Entry.Kind.LabelledPath(paths.qualified(second, tokens.name()));
        } else {
            kind = new Entry.Kind.LabelledPath(new UsePath(null, second));
        }
        tokens.expect(";");
        return kind;
    }

    private Entry include(Attributes attributes) {
        UsePath path = paths.path();
        List<Renamed> names = List.of();
        if (tokens.accept("with")) {
            tokens.expect("{");
            names = tokens.list("}", () -> {
                Name name = tokens.name();
                tokens.expect("as");
                return new Renamed(name, tokens.name());
            });
            tokens.accept(";");
        } else {
            tokens.expect(";");
        }
        return new Entry.Include(attributes, path, names);
    }
}
