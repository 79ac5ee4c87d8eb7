package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.Names;
import dev.perigord.wasm.component.wit.binary.OuterScope;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.component.wit.binary.WitTypes;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the component around core modules: imports, shim, modules, fix-up, exports, in this order. What needs a memory
 * before there is one goes through the shim.
 */
final class ComponentAssembler {
    private static final FunctionType DESTRUCTOR = new FunctionType(List.of(NumberType.I32), List.of());
    private static final FunctionType THREAD_START = DESTRUCTOR;
    private static final FunctionType NOTHING = new FunctionType(List.of(), List.of());

    private final MergedWorld world;
    private final Packages packages;
    private final List<CoreModule> modules;
    private final Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports;

    private final ComponentWriter writer = new ComponentWriter();
    private final Declarations root = new Declarations(writer::definition);
    private final OuterScope scope = new OuterScope(root);
    private final LiveImports live;
    private final TypeEncoder worldTypes;
    private final Shims shims = new Shims();
    private final HookedFunctions hooked;

    private final ImportedItems imported;
    private final PayloadTypes payloads;
    private final Map<CoreModule, Integer> coreInstances = new HashMap<>();
    private final Map<String, Integer> coreAliases = new HashMap<>();
    private final Map<String, Integer> shimNumbers = new HashMap<>();

    /** The resources that the component itself makes, by interface and name. */
    private final Map<String, Integer> resources = new HashMap<>();

    private final ThreadWords words;
    private int shimInstance;
    private int fixupInstance;

    ComponentAssembler(
            MergedWorld world,
            List<CoreModule> modules,
            Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports) {
        this.world = world;
        this.packages = world.packages();
        this.modules = modules;
        this.imports = imports;
        this.words = ThreadWords.of(imports.values().stream()
                .flatMap(each -> each.values().stream())
                .toList());
        this.hooked = new HookedFunctions(main());
        this.live = new LiveImports(world);
        this.worldTypes = scope.worldTypes(world.types());
        this.imported = new ImportedItems(world, live, scope, worldTypes);
        this.payloads = new PayloadTypes(root, world, imported, worldTypes, this::exportedResource);
    }

    private CoreModule main() {
        return modules.getFirst();
    }

    /** Whether the main module imports its memory, which the shim then has. */
    private boolean memoryFirst() {
        return main().importedMemory() != null;
    }

    byte[] assemble() {
        findLiveImports();
        imported.write();
        collectHookedExports();
        collectShims();
        Map<CoreModule, Integer> coreModules = new HashMap<>();
        for (CoreModule module : modules) {
            coreModules.put(module, coreModule(module.bytes()));
        }
        if (!shims.types().isEmpty() || memoryFirst() || words.hasGlobal()) {
            byte[] shim = HelperModules.shim(shims.types(), main().importedMemory(), words);
            shimInstance = instantiate(coreModule(shim), List.of());
        }
        defineResources();
        for (CoreModule module : modules) {
            coreInstances.put(module, instantiate(coreModules.get(module), arguments(module)));
        }
        fixUp();
        initialize();
        world.exports().forEach(this::export);
        return writer.finish(null, Map.of());
    }

    private void findLiveImports() {
        imports.values().forEach(each -> each.values().forEach(core -> {
            switch (core) {
                case CoreImport.Lowered lowered -> live.addFunction(lowered.item(), lowered.function());
                case CoreImport.DropImported drop -> live.addType(drop.item(), drop.resource());
                case CoreImport.Builtin(var _, var payload, var _, var _, var _, var _, var _)
                when payload != null -> live.addPayload(payload);
                default -> {}
            }
        }));
        world.exports().forEach(live::addExport);
    }

    // --- core modules ------------------------------------------------------------------------------------------

    private int coreModule(byte[] bytes) {
        writer.coreModule(bytes);
        return root.take(Sort.CORE_MODULE);
    }

    private int instantiate(int module, List<Definition.CoreArgument> arguments) {
        return root.add(Sort.CORE_INSTANCE, new Definition.CoreInstantiate(module, arguments));
    }

    private int inlineInstance(List<Definition.InlineExport> exports) {
        return root.add(Sort.CORE_INSTANCE, new Definition.CoreInlineInstance(exports));
    }

    private static Definition.InlineExport inlineExport(String name, Sort sort, int index) {
        return new Definition.InlineExport(Names.plain(name), new SortIndex(sort, index));
    }

    private int coreAlias(Sort sort, int instance, String name) {
        return coreAliases.computeIfAbsent(
                sort + " " + instance + " " + name,
                _ -> root.add(sort, new Definition.CoreExportAlias(sort, instance, name)));
    }

    private int exported(CoreModule module, String function) {
        return coreAlias(Sort.CORE_FUNC, coreInstances.get(module), module.exportName(function));
    }

    /** A function as the component model calls it: with the hook around it, if there is one. */
    private int called(CoreModule module, String function) {
        return hooked.wanted()
                ? coreAlias(Sort.CORE_FUNC, fixupInstance, Integer.toString(hooked.number(module, function)))
                : exported(module, function);
    }

    private int realloc(CoreModule module, boolean forImport) {
        if (hooked.wanted() && forImport) {
            return shimFunction(reallocKey(module));
        }
        return called(module, module.requireRealloc(forImport));
    }

    /** Everything that has to be called before it exists. */
    private void collectShims() {
        imports.forEach((module, each) -> each.forEach((key, core) -> {
            switch (core) {
                case CoreImport.Builtin builtin
                when builtin.needsMain(memoryFirst()) -> {
                    shim(module, key, builtin.type(), () -> builtin(module, builtin));
                    hookRealloc(module, builtin.options());
                }
                case CoreImport.Lowered lowered
                when lowered.options().needsMain(memoryFirst()) -> {
                    shim(module, key, lowered.type(), () -> lower(module, lowered));
                    hookRealloc(module, lowered.options());
                }
                case CoreImport.FromAdapter(var adapter, var function, var type) ->
                    shim(module, key, type, () -> exported(adapter, function));
                default -> {}
            }
        }));
        world.exports().forEach((name, item) -> {
            WitInterface contents = packages.contents(item);
            if (contents != null) {
                contents.types().values().forEach(type -> destructor(name, type));
            }
        });
    }

    private void shim(
            CoreModule module, ModuleDefinition.Import key, FunctionType type, java.util.function.IntSupplier target) {
        shimNumbers.put(shimKey(module, key), shims.add(new Shims.Plain(type, target)));
    }

    /** What is lowered exists before functions with hooks do, so it allocates memory through the shim. */
    private void hookRealloc(CoreModule module, AbiOptions options) {
        if (hooked.wanted() && options.realloc()) {
            String realloc = module.requireRealloc(true);
            int number = hooked.add(module, realloc, TaskHook.REALLOC);
            shimNumbers.computeIfAbsent(
                    reallocKey(module), _ -> shims.add(new Shims.Hooked(CoreModule.REALLOC_TYPE, number)));
        }
    }

    private static String reallocKey(CoreModule module) {
        return module.name() + " " + module.isAdapter() + " realloc";
    }

    private static String shimKey(CoreModule module, ModuleDefinition.Import key) {
        return module.name() + " " + module.isAdapter() + " " + key.module() + " " + key.name();
    }

    private void destructor(String item, TypeDefinition type) {
        String export = ExportNames.destructor(item, type.name());
        CoreModule module = world.exporter(item);
        if (type.body() instanceof TypeBody.Resource && module.exportedFunction(export) != null) {
            module.require(export, DESTRUCTOR);
            Shims.Shim shim = hooked.wanted()
                    ? new Shims.Hooked(DESTRUCTOR, hooked.add(module, export, TaskHook.DESTRUCTOR))
                    : new Shims.Plain(DESTRUCTOR, () -> exported(module, export));
            shimNumbers.put(export, shims.add(shim));
        }
    }

    /** The function of the shim that stands for another. */
    private int shimFunction(String key) {
        return coreAlias(Sort.CORE_FUNC, shimInstance, Integer.toString(shimNumbers.get(key)));
    }

    private void defineResources() {
        world.exports().forEach((name, item) -> {
            WitInterface contents = packages.contents(item);
            if (contents == null) {
                return;
            }
            contents.types().values().stream()
                    .filter(type -> type.body() instanceof TypeBody.Resource)
                    .forEach(type -> {
                        String destructor = ExportNames.destructor(name, type.name());
                        long index = shimNumbers.containsKey(destructor)
                                ? shimFunction(destructor)
                                : TypeSyntax.Resource.NO_DESTRUCTOR;
                        resources.put(
                                name + "#" + type.name(), root.type(new TypeSyntax.Resource(NumberType.I32, index)));
                    });
        });
    }

    /** What a module is instantiated with: an instance for each of the names that it imports from. */
    private List<Definition.CoreArgument> arguments(CoreModule module) {
        Map<String, List<Definition.InlineExport>> byModule = new LinkedHashMap<>();
        imports.get(module).forEach((key, core) -> {
            Sort sort = core instanceof CoreImport.MainMemory ? Sort.CORE_MEMORY : Sort.CORE_FUNC;
            byModule.computeIfAbsent(key.module(), _ -> new ArrayList<>())
                    .add(inlineExport(key.name(), sort, provide(module, key, core)));
        });
        List<Definition.CoreArgument> arguments = new ArrayList<>();
        byModule.forEach((name, exports) -> arguments.add(new Definition.CoreArgument(name, inlineInstance(exports))));
        return arguments;
    }

    private int provide(CoreModule module, ModuleDefinition.Import key, CoreImport core) {
        return switch (core) {
            case CoreImport.Lowered lowered when !lowered.options().needsMain(memoryFirst()) -> lower(module, lowered);
            case CoreImport.Builtin builtin when !builtin.needsMain(memoryFirst()) -> builtin(module, builtin);
            case CoreImport.Lowered _, CoreImport.Builtin _, CoreImport.FromAdapter _ ->
                shimFunction(shimKey(module, key));
            case CoreImport.DropImported drop ->
                resourceBuiltin(BuiltinKind.RESOURCE_DROP, imported.type(drop.item(), drop.resource()));
            case CoreImport.ExportedResource(var kind, var item, var resource) ->
                resourceBuiltin(kind, exportedResource(item, resource));
            case CoreImport.MainMemory _ -> memory();
            case CoreImport.FromMain(var function) -> exported(main(), function);
            case CoreImport.PageAllocator _ -> pageAllocator();
            case CoreImport.ThreadBase base -> threadBase(module, base);
        };
    }

    private int threadBase(CoreModule module, CoreImport.ThreadBase base) {
        if (!words.hasGlobal()) {
            return builtin(module, CoreImport.Builtin.slot(base.kind(), ThreadWords.BASE, base.type()));
        }
        String accessor = base.kind() == BuiltinKind.CONTEXT_GET ? "$get-tls-base" : "$set-tls-base";
        return coreAlias(Sort.CORE_FUNC, shimInstance, accessor);
    }

    private int resourceBuiltin(BuiltinKind kind, int type) {
        return canonical(new Canon.Builtin(kind, type, null, null, List.of(), false, 0));
    }

    private int canonical(Canon canon) {
        return root.add(Sort.CORE_FUNC, new Definition.Canonical(canon));
    }

    private int builtin(CoreModule module, CoreImport.Builtin builtin) {
        BuiltinKind kind = builtin.kind();
        TypeReference type = builtin.payload() == null ? null : payloads.reference(builtin.payload());
        boolean copies = kind.immediates() == BuiltinKind.Immediates.TYPE_OPTIONS;
        List<CanonOption> options = options(module, builtin.options(), builtin.encoding(), true);
        if (copies && builtin.flag()) {
            options.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        return canonical(
                switch (kind.immediates()) {
                    case RESULT_OPTIONS -> new Canon.Builtin(kind, 0, type, null, options, false, 0);
                    case TYPE_TABLE ->
                        new Canon.Builtin(kind, threadStart(), null, null, options, false, functionTable());
                    case CANCEL_MEMORY -> new Canon.Builtin(kind, 0, null, null, List.of(), builtin.flag(), memory());
                    case SLOT -> new Canon.Builtin(kind, 0, null, builtin.slotType(), options, false, builtin.slot());
                    default -> {
                        int index = type instanceof TypeReference.Index(int channel) ? channel : 0;
                        yield new Canon.Builtin(
                                kind, index, null, null, options, builtin.flag() && !copies, builtin.slot());
                    }
                });
    }

    /** The type of functions that threads start with. */
    private int threadStart() {
        CoreTypeSyntax type =
                new CoreTypeSyntax.Group(List.of(dev.perigord.wasm.module.TypeDefinition.of(THREAD_START)));
        return root.add(Sort.CORE_TYPE, new Definition.CoreType(type));
    }

    private int functionTable() {
        if (!main().hasTable()) {
            throw new WitException(
                    main().name() + ": export \"" + ExportNames.TABLE + "\": expected a table, found none");
        }
        return coreAlias(Sort.CORE_TABLE, coreInstances.get(main()), ExportNames.TABLE);
    }

    private int memory() {
        main().requireMemory();
        if (memoryFirst()) {
            return coreAlias(Sort.CORE_MEMORY, shimInstance, "$memory");
        }
        return coreAlias(Sort.CORE_MEMORY, coreInstances.get(main()), main().exportName(ExportNames.MEMORY));
    }

    private int pageAllocator() {
        int environment = inlineInstance(List.of(inlineExport("memory", Sort.CORE_MEMORY, memory())));
        int allocator = instantiate(
                coreModule(HelperModules.pageAllocator()), List.of(new Definition.CoreArgument("env", environment)));
        return coreAlias(Sort.CORE_FUNC, allocator, "cabi_realloc");
    }

    private int lower(CoreModule module, CoreImport.Lowered lowered) {
        List<CanonOption> options = options(module, lowered.options(), null, true);
        if (lowered.async()) {
            options.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        return canonical(new Canon.Lower(imported.function(lowered), options));
    }

    /** Options; without an encoding, strings are encoded as the module says. */
    private List<CanonOption> options(
            CoreModule module, AbiOptions needed, StringEncoding encoding, boolean forImport) {
        List<CanonOption> options = new ArrayList<>();
        if (needed.memory()) {
            options.add(new CanonOption(kind(encoding == null ? MergedWorld.encoding(module) : encoding), 0));
            options.add(new CanonOption(CanonOption.Kind.MEMORY, memory()));
        }
        if (needed.realloc()) {
            options.add(new CanonOption(CanonOption.Kind.REALLOC, realloc(module, forImport)));
        }
        return options;
    }

    private static CanonOption.Kind kind(StringEncoding encoding) {
        return switch (encoding) {
            case UTF8 -> CanonOption.Kind.UTF8;
            case UTF16 -> CanonOption.Kind.UTF16;
            case LATIN1_UTF16 -> CanonOption.Kind.LATIN1_UTF16;
        };
    }

    /** Fills the shim's table, and makes functions with hooks. */
    private void fixUp() {
        if (shims.all().isEmpty() && hooked.all().isEmpty()) {
            return;
        }
        List<Definition.InlineExport> exports = new ArrayList<>();
        if (!shims.all().isEmpty()) {
            int table = coreAlias(Sort.CORE_TABLE, shimInstance, FixupModule.TABLE);
            exports.add(inlineExport(FixupModule.TABLE, Sort.CORE_TABLE, table));
        }
        for (int i = 0; i < shims.all().size(); i++) {
            if (shims.all().get(i) instanceof Shims.Plain(var _, var target)) {
                exports.add(inlineExport(Integer.toString(i), Sort.CORE_FUNC, target.getAsInt()));
            }
        }
        if (!hooked.all().isEmpty()) {
            exports.add(hook());
        }
        for (int i = 0; i < hooked.all().size(); i++) {
            HookedFunctions.Hooked each = hooked.all().get(i);
            int function = exported(each.module(), each.export());
            exports.add(inlineExport(FixupModule.callee(i), Sort.CORE_FUNC, function));
        }
        fixupInstance = helper(FixupModule.of(shims.all(), hooked.all()), exports);
    }

    private Definition.InlineExport hook() {
        return inlineExport(FixupModule.HOOK, Sort.CORE_FUNC, exported(main(), ExportNames.TASK_HOOK));
    }

    /** Calls what a module wants to have called before anything else. */
    private void initialize() {
        if (NOTHING.equals(main().exportedFunction(ExportNames.INITIALIZE))) {
            int initialize = exported(main(), ExportNames.INITIALIZE);
            Definition.InlineExport function = inlineExport("", Sort.CORE_FUNC, initialize);
            if (hooked.wanted()) {
                helper(HelperModules.hookedStart(), List.of(function, hook()));
            } else {
                helper(HelperModules.start(), List.of(function));
            }
        }
    }

    /** An instance of a module that imports everything from one instance without a name. */
    private int helper(byte[] module, List<Definition.InlineExport> imports) {
        int arguments = inlineInstance(imports);
        return instantiate(coreModule(module), List.of(new Definition.CoreArgument("", arguments)));
    }

    // --- exports -----------------------------------------------------------------------------------------------

    /** The index of a resource that the component makes. */
    int exportedResource(String item, String resource) {
        return resources.get(item + "#" + resource);
    }

    private void export(String name, WorldItem item) {
        if (item instanceof WorldItem.Function(var function)) {
            int lifted = lift(name, item, world.types(), function, worldTypes.function(function));
            root.add(Sort.FUNC, new Definition.Export(Names.of(name, item), new SortIndex(Sort.FUNC, lifted), null));
            return;
        }
        WitInterface contents = packages.contents(item);
        TypeEncoder types = new InterfaceTypes(name, contents.types());
        Map<WitFunction, Integer> lifted = new LinkedHashMap<>();
        contents.functions()
                .values()
                .forEach(function ->
                        lifted.put(function, lift(name, item, contents.types(), function, types.function(function))));
        int instance = new InterfaceExport(packages, scope, types, contents).write(writer, lifted);
        int exported = root.add(
                Sort.INSTANCE,
                new Definition.Export(Names.of(name, item), new SortIndex(Sort.INSTANCE, instance), null));
        if (item instanceof WorldItem.Interface each) {
            scope.instance(each.name(), exported);
        }
    }

    private Lifting lifting(String item, WorldItem exported, Map<String, TypeDefinition> names, WitFunction function) {
        WitFunctionType type = new WitTypes(packages).function(names, function);
        return Lifting.of(world.exporter(item), ExportNames.function(item, exported, function.name()), type);
    }

    private void collectHookedExports() {
        if (!hooked.wanted()) {
            return;
        }
        world.exports().forEach((name, item) -> {
            if (item instanceof WorldItem.Function(var function)) {
                hook(name, lifting(name, item, world.types(), function));
                return;
            }
            WitInterface contents = packages.contents(item);
            contents.functions()
                    .values()
                    .forEach(function -> hook(name, lifting(name, item, contents.types(), function)));
        });
    }

    private void hook(String item, Lifting lifting) {
        CoreModule module = world.exporter(item);
        hooked.add(module, lifting.function(), lifting.hook());
        if (lifting.callback() != null) {
            hooked.add(module, lifting.callback(), TaskHook.CALLBACK);
        }
        if (lifting.postReturn() != null) {
            hooked.add(module, lifting.postReturn(), TaskHook.POST_RETURN);
        }
        if (lifting.options().realloc()) {
            hooked.add(module, module.requireRealloc(false), TaskHook.REALLOC);
        }
    }

    private int lift(
            String item, WorldItem exported, Map<String, TypeDefinition> names, WitFunction function, int typeIndex) {
        CoreModule module = world.exporter(item);
        Lifting lifting = lifting(item, exported, names, function);
        List<CanonOption> options = options(module, lifting.options(), null, false);
        if (lifting.async()) {
            options.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        if (lifting.callback() != null) {
            options.add(new CanonOption(CanonOption.Kind.CALLBACK, called(module, lifting.callback())));
        }
        if (lifting.postReturn() != null) {
            options.add(new CanonOption(CanonOption.Kind.POST_RETURN, called(module, lifting.postReturn())));
        }
        Canon canon = new Canon.Lift(called(module, lifting.function()), options, typeIndex);
        return root.add(Sort.FUNC, new Definition.Canonical(canon));
    }

    /** The types of an exported interface, before they have names: those of the functions as they are lifted. */
    private final class InterfaceTypes extends TypeEncoder {
        private final String item;

        InterfaceTypes(String item, Map<String, TypeDefinition> names) {
            super(root, names);
            this.item = item;
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return exportedResource(item, definition.name());
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return scope.typeOf(from, name);
        }
    }
}
