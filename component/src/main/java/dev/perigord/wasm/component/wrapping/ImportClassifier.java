package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.validation.BuiltinSignature;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import java.util.Map;

/** Finds out what a core module means by its imports, from their names (BuildTargets.md, and the older names of tools). */
final class ImportClassifier {
    private static final String MAIN = "__main_module__";

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
        if (module.isAdapter() ? imported.type() instanceof ExternType.Memory : CoreModule.isMemory(imported)) {
            return mainMemory(module, imported);
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
        return ofWorld(module, imported, found.function());
    }

    private CoreImport mainMemory(CoreModule module, ModuleDefinition.Import imported) {
        main.requireMemory();
        long memories = module.definition().imports().stream()
                .filter(each -> each.type() instanceof ExternType.Memory)
                .count();
        if (memories > 1) {
            throw error(module, imported, "a module can import one memory only, found " + memories);
        }
        return new CoreImport.MainMemory();
    }

    private CoreImport fromMain(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        boolean isRealloc =
                imported.name().equals("cabi_realloc") || imported.name().equals("canonical_abi_realloc");
        if (isRealloc) {
            String realloc = main.reallocForAdapters();
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

    private CoreImport ofWorld(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        CoreImport ofThread = ofThread(module, imported, found);
        if (ofThread != null) {
            return ofThread;
        }
        ImportNames names = ImportNames.of(imported);
        ImportScope scope = scope(module, imported, names);
        BuiltinName builtin = BuiltinName.parse(names.name());
        if (builtin != null) {
            CoreImport known = new BuiltinClassifier(scope, builtin).classify();
            if (known == null) {
                throw error(module, imported, unknownBuiltin(scope, builtin));
            }
            check(module, imported, typeOf(known), found);
            return known;
        }
        WitFunction function = scope.functions().get(BuiltinName.function(names.name()));
        if (function == null || !scope.imported()) {
            throw error(module, imported, unknownFunction(scope));
        }
        return lowered(module, imported, scope, function);
    }

    private CoreImport lowered(
            CoreModule module, ModuleDefinition.Import imported, ImportScope scope, WitFunction function) {
        boolean async = BuiltinName.isAsync(imported.name());
        if (async && !function.async()) {
            throw error(module, imported, "`" + function.name() + "` is not an `async` function of the world");
        }
        WitFunctionType type = scope.typeOf(function);
        FlatSignature signature = FlatSignature.ofLower(type, async, PointerSize.I32);
        AbiOptions options = AbiOptions.ofLower(type, signature);
        CoreImport lowered = new CoreImport.Lowered(scope.itemOf(function), function, options, async, signature.type());
        check(module, imported, signature.type(), ((ExternType.Function) imported.type()).function());
        return lowered;
    }

    /** What linkers name so: threads have a stack and a base of thread-local storage each. */
    private static CoreImport ofThread(CoreModule module, ModuleDefinition.Import imported, FunctionType found) {
        if (!imported.module().equals("env")) {
            return null;
        }
        return switch (imported.name()) {
            case "__wasm_get_stack_pointer" -> stackPointer(module, imported, BuiltinKind.CONTEXT_GET, found);
            case "__wasm_set_stack_pointer" -> stackPointer(module, imported, BuiltinKind.CONTEXT_SET, found);
            case "__wasm_get_tls_base" -> threadBase(module, imported, BuiltinKind.CONTEXT_GET, found);
            case "__wasm_set_tls_base" -> threadBase(module, imported, BuiltinKind.CONTEXT_SET, found);
            default -> null;
        };
    }

    private static CoreImport stackPointer(
            CoreModule module, ModuleDefinition.Import imported, BuiltinKind kind, FunctionType found) {
        return CoreImport.Builtin.slot(kind, ThreadWords.STACK_POINTER, wordType(module, imported, kind, found));
    }

    private static CoreImport threadBase(
            CoreModule module, ModuleDefinition.Import imported, BuiltinKind kind, FunctionType found) {
        return new CoreImport.ThreadBase(kind, wordType(module, imported, kind, found));
    }

    /** The type of the word that a function gets or sets, which the function's own type tells. */
    private static NumberType wordType(
            CoreModule module, ModuleDefinition.Import imported, BuiltinKind kind, FunctionType found) {
        if (found.equals(BuiltinSignature.ofSlot(kind, NumberType.I64))) {
            return NumberType.I64;
        }
        check(module, imported, BuiltinSignature.ofSlot(kind, NumberType.I32), found);
        return NumberType.I32;
    }

    private ImportScope scope(CoreModule module, ModuleDefinition.Import imported, ImportNames names) {
        if (names.item().equals(ImportNames.ROOT)) {
            return ImportScope.root(world, !names.isExport());
        }
        String item = names.isExport() ? world.exportFor(names.item()) : world.importFor(names.item());
        WorldItem provider = (names.isExport() ? world.exports() : world.imports()).get(item);
        WitInterface contents = provider == null ? null : packages.contents(provider);
        if (contents == null) {
            throw error(
                    module,
                    imported,
                    names.isExport()
                            ? "the world exports no interface `" + names.item() + "`"
                            : unknownModule(names.item()));
        }
        return ImportScope.of(world, !names.isExport(), item, contents);
    }

    private static FunctionType typeOf(CoreImport builtin) {
        return switch (builtin) {
            case CoreImport.Builtin known -> known.type();
            case CoreImport.ExportedResource(var kind, var _, var _) -> BuiltinSignature.of(kind);
            default -> BuiltinSignature.of(BuiltinKind.RESOURCE_DROP);
        };
    }

    private static String unknownFunction(ImportScope scope) {
        if (!scope.imported()) {
            return "no such built-in is known";
        }
        return scope.isRoot()
                ? "the world imports no such function"
                : "interface `" + scope.item() + "` has no such function";
    }

    private static String unknownBuiltin(ImportScope scope, BuiltinName builtin) {
        String where = (scope.imported() ? "imports" : "exports")
                + (scope.isRoot() ? " of the world" : " of interface `" + scope.item() + "`");
        return "no `" + builtin.kind().text() + "` of this name is known among the " + where;
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
