package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
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

    /** Instances by the names of imported interfaces, functions by their names behind the interface's. */
    private final Map<String, Integer> importedInstances = new HashMap<>();

    private final Map<String, Integer> importedFunctions = new HashMap<>();
    private final Map<CoreModule, Integer> coreInstances = new HashMap<>();
    private final Map<String, Integer> coreAliases = new HashMap<>();
    private final Map<String, Integer> shimNumbers = new HashMap<>();

    /** The resources that the component itself makes, by interface and name. */
    private final Map<String, Integer> resources = new HashMap<>();

    private int shimInstance;

    ComponentAssembler(
            MergedWorld world,
            List<CoreModule> modules,
            Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports) {
        this.world = world;
        this.packages = world.packages();
        this.modules = modules;
        this.imports = imports;
        this.live = new LiveImports(world);
        this.worldTypes = scope.worldTypes(world.types());
    }

    private CoreModule main() {
        return modules.getFirst();
    }

    byte[] assemble() {
        findLiveImports();
        Map<String, WorldItem> pending = new LinkedHashMap<>(world.imports());
        pending.forEach(this::importItem);
        collectShims();
        Map<CoreModule, Integer> coreModules = new HashMap<>();
        for (CoreModule module : modules) {
            coreModules.put(module, coreModule(module.bytes()));
        }
        if (!shims.types().isEmpty()) {
            shimInstance = instantiate(coreModule(HelperModules.shim(shims.types())), List.of());
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

    // --- imports -----------------------------------------------------------------------------------------------

    private void findLiveImports() {
        imports.values().forEach(each -> each.values().forEach(imported -> {
            switch (imported) {
                case CoreImport.Lowered lowered -> live.addFunction(lowered.item(), lowered.function());
                case CoreImport.DropImported drop -> live.addType(drop.item(), drop.resource());
                default -> {}
            }
        }));
        world.exports().forEach(live::addExport);
    }

    private void importItem(String name, WorldItem item) {
        switch (item) {
            case WorldItem.Type(var definition) -> {
                if (live.isLiveType(definition.name())) {
                    worldTypes.type(definition.name());
                }
            }
            case WorldItem.Function(var function) -> {
                if (live.isLive(name, function)) {
                    int type = worldTypes.function(function);
                    importedFunctions.put(name, root.importItem(Names.of(name, item), Sort.FUNC, type));
                }
            }
            case WorldItem.Interface _, WorldItem.Inline _ -> importInstance(name, item);
        }
    }

    private void importInstance(String name, WorldItem item) {
        WitInterface contents = live.reduced(name, packages.contents(item));
        if (contents == null || importedInstances.containsKey(name)) {
            return;
        }
        /* Worlds of several modules: what one uses may be imported by a later one. */
        for (InterfaceName dependency : contents.dependencies()) {
            importItem(dependency.toString(), world.imports().get(dependency.toString()));
        }
        int instance = root.importItem(Names.of(name, item), Sort.INSTANCE, scope.instanceType(contents));
        importedInstances.put(name, instance);
        if (item instanceof WorldItem.Interface each) {
            scope.instance(each.name(), instance);
        }
    }

    private int importedFunction(CoreImport.Lowered lowered) {
        Integer direct = importedFunctions.get(lowered.item());
        if (direct != null) {
            return direct;
        }
        return importedFunctions.computeIfAbsent(
                lowered.item() + "#" + lowered.function().name(),
                _ -> root.add(
                        Sort.FUNC,
                        new Definition.ExportAlias(
                                Sort.FUNC,
                                importedInstances.get(lowered.item()),
                                lowered.function().name())));
    }

    private int importedResource(CoreImport.DropImported drop) {
        if (drop.item().isEmpty()) {
            return worldTypes.type(drop.resource());
        }
        return root.add(
                Sort.TYPE, new Definition.ExportAlias(Sort.TYPE, importedInstances.get(drop.item()), drop.resource()));
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
        return coreAlias(Sort.CORE_FUNC, coreInstances.get(module), function);
    }

    /** Everything that has to be called before it exists. */
    private void collectShims() {
        imports.forEach((module, each) -> each.forEach((key, imported) -> {
            switch (imported) {
                case CoreImport.Lowered lowered
                when lowered.options().memory() -> shim(module, key, lowered.type(), () -> lower(module, lowered));
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
        shimNumbers.put(shimKey(module, key), shims.add(type, target));
    }

    private static String shimKey(CoreModule module, ModuleDefinition.Import key) {
        return module.name() + " " + module.isAdapter() + " " + key.module() + " " + key.name();
    }

    private void destructor(String item, TypeDefinition type) {
        String export = destructorName(item, type.name());
        CoreModule module = world.exporter(item);
        if (type.body() instanceof TypeBody.Resource && module.exportedFunction(export) != null) {
            module.require(export, DESTRUCTOR);
            shimNumbers.put(export, shims.add(DESTRUCTOR, () -> exported(module, export)));
        }
    }

    private static String destructorName(String item, String resource) {
        return item + "#[dtor]" + resource;
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
                        String destructor = destructorName(name, type.name());
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
        imports.get(module).forEach((key, imported) -> {
            Sort sort = imported instanceof CoreImport.MainMemory ? Sort.CORE_MEMORY : Sort.CORE_FUNC;
            List<Definition.InlineExport> exports = byModule.computeIfAbsent(key.module(), _ -> new ArrayList<>());
            boolean known = exports.stream().anyMatch(each -> each.name().name().equals(key.name()));
            if (!known) {
                exports.add(inlineExport(key.name(), sort, provide(module, key, imported)));
            }
        });
        List<Definition.CoreArgument> arguments = new ArrayList<>();
        byModule.forEach((name, exports) -> arguments.add(new Definition.CoreArgument(name, inlineInstance(exports))));
        return arguments;
    }

    private int provide(CoreModule module, ModuleDefinition.Import key, CoreImport imported) {
        return switch (imported) {
            case CoreImport.Lowered lowered when !lowered.options().memory() -> lower(module, lowered);
            case CoreImport.Lowered _, CoreImport.FromAdapter _ -> shimFunction(shimKey(module, key));
            case CoreImport.DropImported drop -> builtin(BuiltinKind.RESOURCE_DROP, importedResource(drop));
            case CoreImport.ExportedResource(var operation, var item, var resource) ->
                builtin(
                        switch (operation) {
                            case NEW -> BuiltinKind.RESOURCE_NEW;
                            case REP -> BuiltinKind.RESOURCE_REP;
                            case DROP -> BuiltinKind.RESOURCE_DROP;
                        },
                        exportedResource(item, resource));
            case CoreImport.MainMemory _ -> memory();
            case CoreImport.FromMain(var function) -> exported(main(), function);
            case CoreImport.PageAllocator _ -> pageAllocator();
        };
    }

    private int builtin(BuiltinKind kind, int type) {
        Canon canon = new Canon.Builtin(kind, type, null, null, List.of(), false, 0);
        return root.add(Sort.CORE_FUNC, new Definition.Canonical(canon));
    }

    private int memory() {
        if (!main().hasMemory()) {
            throw new WitException(main().name() + ": export \"memory\": expected a memory, found none");
        }
        return coreAlias(Sort.CORE_MEMORY, coreInstances.get(main()), "memory");
    }

    private int pageAllocator() {
        int environment = inlineInstance(List.of(inlineExport("memory", Sort.CORE_MEMORY, memory())));
        int allocator = instantiate(
                coreModule(HelperModules.pageAllocator()), List.of(new Definition.CoreArgument("env", environment)));
        return coreAlias(Sort.CORE_FUNC, allocator, "cabi_realloc");
    }

    private int lower(CoreModule module, CoreImport.Lowered lowered) {
        List<CanonOption> options = options(module, lowered.options(), true);
        Canon canon = new Canon.Lower(importedFunction(lowered), options);
        return root.add(Sort.CORE_FUNC, new Definition.Canonical(canon));
    }

    private List<CanonOption> options(CoreModule module, AbiOptions needed, boolean forImport) {
        List<CanonOption> options = new ArrayList<>();
        if (needed.memory()) {
            options.add(new CanonOption(encoding(module), 0));
            options.add(new CanonOption(CanonOption.Kind.MEMORY, memory()));
        }
        if (needed.realloc()) {
            options.add(new CanonOption(CanonOption.Kind.REALLOC, exported(module, module.requireRealloc(forImport))));
        }
        return options;
    }

    private static CanonOption.Kind encoding(CoreModule module) {
        StringEncoding encoding = MergedWorld.encoding(module);
        return switch (encoding) {
            case UTF8 -> CanonOption.Kind.UTF8;
            case UTF16 -> CanonOption.Kind.UTF16;
            case LATIN1_UTF16 -> CanonOption.Kind.LATIN1_UTF16;
        };
    }

    /** Fills the shim's table. */
    private void fixUp() {
        if (shims.types().isEmpty()) {
            return;
        }
        List<Definition.InlineExport> exports = new ArrayList<>();
        exports.add(inlineExport("$imports", Sort.CORE_TABLE, coreAlias(Sort.CORE_TABLE, shimInstance, "$imports")));
        for (int i = 0; i < shims.targets().size(); i++) {
            exports.add(inlineExport(
                    Integer.toString(i), Sort.CORE_FUNC, shims.targets().get(i).getAsInt()));
        }
        int arguments = inlineInstance(exports);
        instantiate(
                coreModule(HelperModules.fixup(shims.types())), List.of(new Definition.CoreArgument("", arguments)));
    }

    /** Calls what a module wants to have called before anything else. */
    private void initialize() {
        if (NOTHING.equals(main().exportedFunction("_initialize"))) {
            int arguments = inlineInstance(List.of(inlineExport("", Sort.CORE_FUNC, exported(main(), "_initialize"))));
            instantiate(coreModule(HelperModules.start()), List.of(new Definition.CoreArgument("", arguments)));
        }
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

    private int lift(
            String item, WorldItem exported, Map<String, TypeDefinition> names, WitFunction function, int typeIndex) {
        CoreModule module = world.exporter(item);
        WitFunctionType type = new WitTypes(packages).function(names, function);
        FlatSignature signature = FlatSignature.ofLift(type, false, false, PointerSize.I32);
        String coreName = ComponentWrapper.coreName(item, exported, function.name());
        module.require(coreName, signature.type());
        List<CanonOption> options = options(module, AbiOptions.ofLift(type, signature), false);
        String postReturn = "cabi_post_" + coreName;
        if (module.exportedFunction(postReturn) != null) {
            module.require(postReturn, new FunctionType(signature.type().results(), List.of()));
            options.add(new CanonOption(CanonOption.Kind.POST_RETURN, exported(module, postReturn)));
        }
        Canon canon = new Canon.Lift(exported(module, coreName), options, typeIndex);
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
        protected int name(TypeDefinition definition, int index) {
            return index;
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
