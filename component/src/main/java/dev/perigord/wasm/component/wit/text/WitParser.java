package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.syntax.Attributes;
import dev.perigord.wasm.component.wit.syntax.Item;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.PackageDeclaration;
import dev.perigord.wasm.component.wit.syntax.Position;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import dev.perigord.wasm.component.wit.syntax.WitFile;
import java.util.ArrayList;
import java.util.List;

/** Parses WIT files (WIT.md "Top-level items"). */
public final class WitParser {
    private final WitTokens tokens;
    private final TypeExpressionParser types;
    private final EntryParser entries;
    private final WorldParser worlds;
    private final PathParser paths;

    private WitParser(String file, String text) {
        tokens = new WitTokens(file, text);
        types = new TypeExpressionParser(tokens);
        entries = new EntryParser(tokens, types);
        worlds = new WorldParser(tokens, entries);
        paths = new PathParser(tokens);
    }

    /**
     * Parses a file.
     *
     * @param file its name for messages
     * @throws WitException if the text does not follow the grammar
     */
    public static WitFile parse(String file, String text) {
        return new WitParser(file, text).file(file);
    }

    private WitFile file(String file) {
        PackageDeclaration declaration = null;
        List<Item> items = new ArrayList<>();
        List<WitFile.Nested> nested = new ArrayList<>();
        while (!tokens.isAtEnd()) {
            if (!tokens.isNext("package")) {
                items.add(item());
                continue;
            }
            PackageDeclaration found = declaration();
            if (tokens.accept("{")) {
                nested.add(new WitFile.Nested(found, nestedItems()));
            } else if (!tokens.accept(";")) {
                throw tokens.unexpected("`;` or `{`");
            } else if (declaration != null || !items.isEmpty() || !nested.isEmpty()) {
                throw found.position()
                        .error("`package " + found.name() + ";` must be the first line; another package needs `{ … }`");
            } else {
                declaration = found;
            }
        }
        return new WitFile(file, declaration, items, nested, types.names());
    }

    private PackageDeclaration declaration() {
        String docs = tokens.peek().docs();
        tokens.expect("package");
        Position position = tokens.position();
        return new PackageDeclaration(paths.packageName(), docs, position);
    }

    private List<Item> nestedItems() {
        List<Item> items = new ArrayList<>();
        while (!tokens.accept("}")) {
            if (tokens.isNext("package")) {
                throw tokens.position().error("a package cannot stand inside another");
            }
            items.add(item());
        }
        return items;
    }

    private Item item() {
        Attributes attributes = AttributeParser.parse(tokens);
        if (tokens.accept("interface")) {
            return new Item.Interface(attributes, tokens.name(), entries.interfaceEntries());
        }
        if (tokens.accept("world")) {
            return new Item.World(attributes, tokens.name(), worlds.worldEntries());
        }
        if (tokens.accept("use")) {
            UsePath path = paths.path();
            Name alias = tokens.accept("as") ? tokens.name() : path.name();
            tokens.expect(";");
            return new Item.Use(attributes, path, alias);
        }
        throw tokens.unexpected("`package`, `interface`, `world` or `use`");
    }
}
