package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.OuterScope;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.TypeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Writes the component around core modules: imports, shim, modules, fix-up, exports, in this order. What needs a memory
 * before there is one goes through the shim.
 */
final class ComponentAssembler {
    private static final FunctionType THREAD_START = new FunctionType(List.of(NumberType.I32), List.of());
    private static final FunctionType NOTHING = new FunctionType(List.of(), List.of());

    private final MergedWorld world;
    private final List<CoreModule> modules;
    private final Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports;

    private final ComponentWriter writer = new ComponentWriter();
    private final Declarations root = new Declarations(writer::definition);
    private final CoreItems core = new CoreItems(writer, root);
    private final Shims shims = new Shims(core);
    private final HookedFunctions hooked;
    private final CanonicalOptions options;
    private final ThreadWords words;

    private final LiveImports live;
    private final ImportedItems imported;
    private final ExportedResources resources;
    private final ExportedItems exported;
    private final PayloadTypes payloads;

    ComponentAssembler(
            MergedWorld world,
            List<CoreModule> modules,
            Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports) {
        this.world = world;
        this.modules = modules;
        this.imports = imports;
        this.words = ThreadWords.of(imports.values().stream()
                .flatMap(each -> each.values().stream())
                .toList());
        this.hooked = new HookedFunctions(main());
        this.options = new CanonicalOptions(core, shims, hooked, main());
        this.live = new LiveImports(world);
        OuterScope scope = new OuterScope(root);
        TypeEncoder worldTypes = scope.worldTypes(world.types());
        this.imported = new ImportedItems(world, live, scope, worldTypes);
        this.resources = new ExportedResources(world, root, core, shims, hooked);
        this.exported = new ExportedItems(world, scope, worldTypes, options, hooked, resources);
        this.payloads = new PayloadTypes(root, world, imported, worldTypes, resources::index);
    }

    private CoreModule main() {
        return modules.getFirst();
    }

    byte[] assemble() {
        findLiveImports();
        imported.write();
        exported.collectHooked();
        collectShims();
        resources.collectDestructors();
        Map<CoreModule, Integer> coreModules = new HashMap<>();
        for (CoreModule module : modules) {
            coreModules.put(module, core.module(module.bytes()));
        }
        if (!shims.types().isEmpty() || options.memoryFirst() || words.hasGlobal()) {
            byte[] shim = HelperModules.shim(shims.types(), main().importedMemory(), words);
            shims.instantiated(core.instantiate(core.module(shim), List.of()));
        }
        resources.write();
        for (CoreModule module : modules) {
            core.instantiate(module, coreModules.get(module), arguments(module));
        }
        fixUp();
        initialize();
        exported.write(writer);
        return writer.finish(null, Map.of());
    }

    private void findLiveImports() {
        imports.values().forEach(each -> each.values().forEach(coreImport -> {
            switch (coreImport) {
                case CoreImport.Lowered lowered -> live.addFunction(lowered.item(), lowered.function());
                case CoreImport.DropImported drop -> live.addType(drop.item(), drop.resource());
                case CoreImport.Builtin(var _, var payload, var _, var _, var _, var _, var _)
                when payload != null -> live.addPayload(payload);
                default -> {}
            }
        }));
        world.exports().forEach(live::addExport);
    }

    /** Finds the imports that have to be called before they exist. */
    private void collectShims() {
        imports.forEach((module, each) -> each.forEach((key, coreImport) -> {
            switch (coreImport) {
                case CoreImport.Builtin builtin
                when builtin.needsMain(options.memoryFirst()) -> {
                    shim(module, key, builtin.type(), () -> builtin(module, builtin));
                    options.hookRealloc(module, builtin.options());
                }
                case CoreImport.Lowered lowered
                when lowered.options().needsMain(options.memoryFirst()) -> {
                    shim(module, key, lowered.type(), () -> lower(module, lowered));
                    options.hookRealloc(module, lowered.options());
                }
                case CoreImport.FromAdapter(var adapter, var function, var type) ->
                    shim(module, key, type, () -> core.exported(adapter, function));
                default -> {}
            }
        }));
    }

    private void shim(CoreModule module, ModuleDefinition.Import key, FunctionType type, IntSupplier target) {
        shims.add(shimKey(module, key), new Shims.Plain(type, target));
    }

    private static String shimKey(CoreModule module, ModuleDefinition.Import key) {
        return module.name() + " " + module.isAdapter() + " " + key.module() + " " + key.name();
    }

    // --- imports -----------------------------------------------------------------------------------------------

    /** What a module is instantiated with: an instance for each of the names that it imports from. */
    private List<Definition.CoreArgument> arguments(CoreModule module) {
        Map<String, List<Definition.InlineExport>> byModule = new LinkedHashMap<>();
        imports.get(module).forEach((key, coreImport) -> {
            Sort sort = coreImport instanceof CoreImport.MainMemory ? Sort.CORE_MEMORY : Sort.CORE_FUNC;
            byModule.computeIfAbsent(key.module(), _ -> new ArrayList<>())
                    .add(CoreItems.inlineExport(key.name(), sort, provide(module, key, coreImport)));
        });
        List<Definition.CoreArgument> arguments = new ArrayList<>();
        byModule.forEach(
                (name, exports) -> arguments.add(new Definition.CoreArgument(name, core.inlineInstance(exports))));
        return arguments;
    }

    private int provide(CoreModule module, ModuleDefinition.Import key, CoreImport coreImport) {
        return switch (coreImport) {
            case CoreImport.Lowered lowered
            when !lowered.options().needsMain(options.memoryFirst()) -> lower(module, lowered);
            case CoreImport.Builtin builtin when !builtin.needsMain(options.memoryFirst()) -> builtin(module, builtin);
            case CoreImport.Lowered _, CoreImport.Builtin _, CoreImport.FromAdapter _ ->
                shims.function(shimKey(module, key));
            case CoreImport.DropImported drop ->
                resourceBuiltin(BuiltinKind.RESOURCE_DROP, imported.type(drop.item(), drop.resource()));
            case CoreImport.ExportedResource(var kind, var item, var resource) ->
                resourceBuiltin(kind, resources.index(item, resource));
            case CoreImport.MainMemory _ -> options.memory();
            case CoreImport.FromMain(var function) -> core.exported(main(), function);
            case CoreImport.PageAllocator _ -> pageAllocator();
            case CoreImport.ThreadBase base -> threadBase(module, base);
        };
    }

    private int threadBase(CoreModule module, CoreImport.ThreadBase base) {
        if (!words.hasGlobal()) {
            return builtin(module, CoreImport.Builtin.slot(base.kind(), ThreadWords.BASE, base.type()));
        }
        String accessor = base.kind() == BuiltinKind.CONTEXT_GET ? "$get-tls-base" : "$set-tls-base";
        return shims.exported(Sort.CORE_FUNC, accessor);
    }

    private int resourceBuiltin(BuiltinKind kind, int type) {
        return core.canonical(new Canon.Builtin(kind, type, null, null, List.of(), false, 0));
    }

    private int builtin(CoreModule module, CoreImport.Builtin builtin) {
        BuiltinKind kind = builtin.kind();
        TypeReference type = builtin.payload() == null ? null : payloads.reference(builtin.payload());
        boolean copies = kind.immediates() == BuiltinKind.Immediates.TYPE_OPTIONS;
        List<CanonOption> canonOptions = options.ofImport(module, builtin.options(), builtin.encoding());
        if (copies && builtin.flag()) {
            canonOptions.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        return core.canonical(
                switch (kind.immediates()) {
                    case RESULT_OPTIONS -> new Canon.Builtin(kind, 0, type, null, canonOptions, false, 0);
                    case TYPE_TABLE ->
                        new Canon.Builtin(
                                kind, threadStart(), null, null, canonOptions, false, options.functionTable());
                    case CANCEL_MEMORY ->
                        new Canon.Builtin(kind, 0, null, null, List.of(), builtin.flag(), options.memory());
                    case SLOT ->
                        new Canon.Builtin(kind, 0, null, builtin.slotType(), canonOptions, false, builtin.slot());
                    default -> {
                        int index = type instanceof TypeReference.Index(int channel) ? channel : 0;
                        yield new Canon.Builtin(
                                kind, index, null, null, canonOptions, builtin.flag() && !copies, builtin.slot());
                    }
                });
    }

    /** The type of functions that threads start with. */
    private int threadStart() {
        CoreTypeSyntax type = new CoreTypeSyntax.Group(List.of(TypeDefinition.of(THREAD_START)));
        return root.add(Sort.CORE_TYPE, new Definition.CoreType(type));
    }

    private int pageAllocator() {
        int environment =
                core.inlineInstance(List.of(CoreItems.inlineExport("memory", Sort.CORE_MEMORY, options.memory())));
        int allocator = core.instantiate(
                core.module(HelperModules.pageAllocator()), List.of(new Definition.CoreArgument("env", environment)));
        return core.alias(Sort.CORE_FUNC, allocator, "cabi_realloc");
    }

    private int lower(CoreModule module, CoreImport.Lowered lowered) {
        List<CanonOption> canonOptions = options.ofImport(module, lowered.options(), null);
        if (lowered.async()) {
            canonOptions.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        return core.canonical(new Canon.Lower(imported.function(lowered), canonOptions));
    }

    // --- start -------------------------------------------------------------------------------------------------

    /** Fills the shim's table, and makes functions with hooks. */
    private void fixUp() {
        if (shims.all().isEmpty() && hooked.all().isEmpty()) {
            return;
        }
        List<Definition.InlineExport> exports = new ArrayList<>();
        if (!shims.all().isEmpty()) {
            int table = shims.exported(Sort.CORE_TABLE, FixupModule.TABLE);
            exports.add(CoreItems.inlineExport(FixupModule.TABLE, Sort.CORE_TABLE, table));
        }
        for (int i = 0; i < shims.all().size(); i++) {
            if (shims.all().get(i) instanceof Shims.Plain(var _, var target)) {
                exports.add(CoreItems.inlineExport(Integer.toString(i), Sort.CORE_FUNC, target.getAsInt()));
            }
        }
        if (!hooked.all().isEmpty()) {
            exports.add(hook());
        }
        for (int i = 0; i < hooked.all().size(); i++) {
            HookedFunctions.Hooked each = hooked.all().get(i);
            int function = core.exported(each.module(), each.export());
            exports.add(CoreItems.inlineExport(FixupModule.callee(i), Sort.CORE_FUNC, function));
        }
        options.hooksInstantiated(core.helper(FixupModule.of(shims.all(), hooked.all()), exports));
    }

    private Definition.InlineExport hook() {
        return CoreItems.inlineExport(FixupModule.HOOK, Sort.CORE_FUNC, core.exported(main(), ExportNames.TASK_HOOK));
    }

    /** Calls what a module wants to have called before anything else. */
    private void initialize() {
        if (NOTHING.equals(main().exportedFunction(ExportNames.INITIALIZE))) {
            int initialize = core.exported(main(), ExportNames.INITIALIZE);
            Definition.InlineExport function = CoreItems.inlineExport("", Sort.CORE_FUNC, initialize);
            if (hooked.wanted()) {
                core.helper(HelperModules.hookedStart(), List.of(function, hook()));
            } else {
                core.helper(HelperModules.start(), List.of(function));
            }
        }
    }
}
