package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleDefinition;
import java.util.List;

/** What a core module imports and exports. */
public record CoreModuleType(List<Import> imports, List<Export> exports) implements ItemType {
    /** Something that a core module asks for. */
    public record Import(String module, String name, ExternType type) {}

    /** Something that a core module offers. */
    public record Export(String name, ExternType type) {}

    /** Copies both lists. */
    public CoreModuleType {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
    }

    /** What a module imports and exports. */
    public static CoreModuleType of(ModuleDefinition definition) {
        return new CoreModuleType(
                definition.imports().stream()
                        .map(item -> new Import(item.module(), item.name(), item.type()))
                        .toList(),
                definition.exports().stream()
                        .map(item -> new Export(item.name(), definition.exportType(item)))
                        .toList());
    }

    /** The type of an export, or null. */
    public ExternType export(String name) {
        for (Export export : exports) {
            if (export.name.equals(name)) {
                return export.type;
            }
        }
        return null;
    }

    @Override
    public String sort() {
        return "module";
    }

    @Override
    public boolean containsResources() {
        return false;
    }

    @Override
    public int weight() {
        return 1 + imports.size() + exports.size();
    }

    @Override
    public int depth() {
        return 1;
    }
}
