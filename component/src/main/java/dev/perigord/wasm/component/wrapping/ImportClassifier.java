package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.binary.WitTypes;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import java.util.List;
import java.util.Map;

/** Finds out what a core module means by its imports, from their names (BuildTargets.md, and the older names of tools). */
final class ImportClassifier {
    private static final String ROOT = "$root";
    private static final String EXPORT = "[export]";
    private static final String MAIN = "__main_module__";
    private static final FunctionType TAKES_HANDLE = new FunctionType(List.of(NumberType.I32), List.of());
    private static final FunctionType MAPS_HANDLE = new FunctionType(List.of(NumberType.I32), List.of(NumberType.I32));

    private final MergedWorld world;
    private final Packages packages;
    private final CoreModule main;
    private final Map<String, CoreModule> adapters;

    ImportClassifier(MergedWorld world, CoreModule main, Map<String, CoreModule> adapters) {
        this.world = world;
        this.packages = world.packages();
        this.main = main;
        this.adapters = adapters;
    }

    /**
     * What an import of a module is.
     *
     * @throws WitException if it is nothing that the world or an adapter has, or has another type
     */
    CoreImport classify(CoreModule module, ModuleDefinition.Import imported) {
        if (module.isAdapter() && imported.type() instanceof ExternType.Memory) {
            return new CoreImport.MainMemory();
        }
        if (!(imported.type() instanceof ExternType.Function found)) {
            throw error(
                    module,
                    imported,
                    "a component gives a module functions only, found a "
                            + imported.type().kind());
        }
        if (module.isAdapter() && imported.module().equals(MAIN)) {
            return fromMain(module, imported, found.function());
        }
        if (adapters.containsKey(imported.module()) && !imported.module().equals(module.name())) {
            CoreModule adapter = adapters.get(imported.module());
            check(module, imported, adapterType(module, imported, adapter), found.function());
            return new CoreImport.FromAdapter(adapter, imported.name(), found.function());
        }
        return imported.module().startsWith(EXPORT)
                ? exportedResource(module, imported, found.function())
                : ofWorld(module, imported, found.function());
    }

    private CoreImport fromMain(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        boolean isRealloc =
                imported.name().equals("cabi_realloc") || imported.name().equals("canonical_abi_realloc");
        if (isRealloc) {
            String realloc = main.realloc(true);
            return realloc == null ? new CoreImport.PageAllocator() : new CoreImport.FromMain(realloc);
        }
        FunctionType offered = main.exportedFunction(imported.name());
        if (!found.equals(offered)) {
            throw new WitException(main.name() + ": export \"" + imported.name() + "\", which " + module.name()
                    + " needs: expected " + CoreText.of(found) + ", found "
                    + (offered == null ? "no such function" : CoreText.of(offered)));
        }
        return new CoreImport.FromMain(imported.name());
    }

    private static FunctionType adapterType(CoreModule module, ModuleDefinition.Import imported, CoreModule adapter) {
        FunctionType type = adapter.exportedFunction(imported.name());
        if (type == null) {
            throw error(module, imported, "the adapter has no such function");
        }
        return type;
    }

    private CoreImport exportedResource(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        String item = world.exportFor(imported.module().substring(EXPORT.length()));
        WorldItem exported = world.exports().get(item);
        WitInterface contents = exported == null ? null : packages.contents(exported);
        if (contents == null) {
            throw error(module, imported, "the world exports no interface `" + item + "`");
        }
        String name = imported.name();
        int bracket = name.indexOf(']');
        String resource = name.substring(bracket + 1);
        CoreImport.Operation operation =
                switch (name.substring(0, bracket + 1)) {
                    case "[resource-new]" -> CoreImport.Operation.NEW;
                    case "[resource-rep]" -> CoreImport.Operation.REP;
                    case "[resource-drop]" -> CoreImport.Operation.DROP;
                    default -> throw error(module, imported, "no such built-in is supported");
                };
        if (!contents.types().containsKey(resource)) {
            throw error(module, imported, "interface `" + item + "` has no resource `" + resource + "`");
        }
        check(module, imported, operation == CoreImport.Operation.DROP ? TAKES_HANDLE : MAPS_HANDLE, found);
        return new CoreImport.ExportedResource(operation, item, resource);
    }

    private CoreImport ofWorld(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        boolean isRoot = imported.module().equals(ROOT);
        String item = isRoot ? imported.name() : world.importFor(imported.module());
        WorldItem provider = isRoot ? null : world.imports().get(item);
        WitInterface contents = provider == null ? null : packages.contents(provider);
        if (!isRoot && contents == null) {
            throw error(module, imported, unknownModule(imported.module()));
        }
        Map<String, TypeDefinition> scope = isRoot ? world.types() : contents.types();
        if (imported.name().startsWith("[resource-drop]")) {
            String resource = imported.name().substring("[resource-drop]".length());
            if (!packages.types().isResource(scope, resource)) {
                throw error(module, imported, "no resource `" + resource + "` is imported");
            }
            check(module, imported, TAKES_HANDLE, found);
            return new CoreImport.DropImported(isRoot ? "" : item, resource);
        }
        WitFunction function =
                isRoot ? rootFunction(imported.name()) : contents.functions().get(imported.name());
        if (function == null) {
            throw error(
                    module,
                    imported,
                    isRoot ? "the world imports no such function" : "interface `" + item + "` has no such function");
        }
        WitFunctionType type = new WitTypes(packages).function(scope, function);
        FlatSignature signature = FlatSignature.ofLower(type, false, PointerSize.I32);
        check(module, imported, signature.type(), found);
        return new CoreImport.Lowered(item, function, AbiOptions.ofLower(type, signature), found);
    }

    private WitFunction rootFunction(String name) {
        return world.imports().get(name) instanceof WorldItem.Function(var function) ? function : null;
    }

    private String unknownModule(String name) {
        return world.imports().isEmpty() && main.worlds().isEmpty()
                ? "the module has no embedded world; `wasm embed` gives it one"
                : "the world imports no interface `" + name + "`, and no adapter has this name";
    }

    private static void check(
            CoreModule module, ModuleDefinition.Import imported, FunctionType expected, FunctionType found) {
        if (!expected.equals(found)) {
            throw error(module, imported, "expected " + CoreText.of(expected) + ", found " + CoreText.of(found));
        }
    }

    private static WitException error(CoreModule module, ModuleDefinition.Import imported, String message) {
        return new WitException(
                module.name() + ": import \"" + imported.module() + "\" \"" + imported.name() + "\": " + message);
    }
}
