package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Item;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import java.util.ArrayList;
import java.util.List;

/** Finds the paths by which an item names others. */
final class UsedPaths {
    private UsedPaths() {}

    static List<UsePath> of(Item item) {
        return switch (item) {
            case Item.Interface each -> of(each.entries());
            case Item.World each -> of(each.entries());
            case Item.Use each -> List.of(each.path());
        };
    }

    private static List<UsePath> of(List<Entry> entries) {
        List<UsePath> paths = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Use use -> paths.add(use.path());
                case Entry.Include include -> paths.add(include.path());
                case Entry.Extern extern -> {
                    switch (extern.kind()) {
                        case Entry.Kind.Path(var path) -> paths.add(path);
                        case Entry.Kind.LabelledPath(var path) -> paths.add(path);
                        case Entry.Kind.Inline(var inner) -> paths.addAll(of(inner));
                        case Entry.Kind.Function _ -> {}
                    }
                }
                case Entry.Type _, Entry.Function _ -> {}
            }
        }
        return paths;
    }
}
