package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.syntax.Item;
import dev.perigord.wasm.component.wit.syntax.PackageDeclaration;
import dev.perigord.wasm.component.wit.syntax.Position;
import dev.perigord.wasm.component.wit.syntax.WitFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that was written about one package. */
record PackageSource(PackageName name, String docs, Position position, List<Part> parts) {
    /** The items of one file, which share what its {@code use} lines name. */
    record Part(List<Item> items, Map<TypeExpression, Position> names) {}

    /**
     * The packages of files that belong together. The first is the one that the files themselves are about; it is null
     * if there are only nested ones.
     *
     * @throws WitException if the files do not agree about their package, or do not say it
     */
    static List<PackageSource> of(List<WitFile> files) {
        PackageDeclaration main = null;
        String docs = "";
        List<Part> parts = new ArrayList<>();
        List<PackageSource> all = new ArrayList<>();
        all.add(null);
        for (WitFile file : files) {
            PackageDeclaration declaration = file.declaration();
            if (declaration != null && main != null && !declaration.name().equals(main.name())) {
                throw declaration
                        .position()
                        .error("expected package `" + main.name() + "` as in "
                                + main.position().file() + ", found `" + declaration.name() + "`");
            }
            if (declaration != null) {
                main = main == null ? declaration : main;
                docs = docs(docs, declaration);
            }
            if (!file.items().isEmpty()) {
                parts.add(new Part(file.items(), file.names()));
            }
            for (WitFile.Nested nested : file.packages()) {
                all.add(new PackageSource(
                        nested.declaration().name(),
                        nested.declaration().docs(),
                        nested.declaration().position(),
                        List.of(new Part(nested.items(), file.names()))));
            }
        }
        if (main == null) {
            if (!parts.isEmpty() || all.size() == 1) {
                throw new WitException(
                        (files.isEmpty() ? "no WIT files" : files.getFirst().name()) + ": no `package` line");
            }
            all.removeFirst();
            return all;
        }
        all.set(0, new PackageSource(main.name(), docs, main.position(), parts));
        return all;
    }

    private static String docs(String before, PackageDeclaration declaration) {
        if (!before.isEmpty() && !declaration.docs().isEmpty()) {
            throw declaration.position().error("the package has documentation in another file already");
        }
        return before.isEmpty() ? declaration.docs() : before;
    }
}
