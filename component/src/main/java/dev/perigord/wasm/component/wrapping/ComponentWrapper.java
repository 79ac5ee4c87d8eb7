package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.module.ModuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a component of a core module that says in a custom section which world it is for. Adapters implement what the
 * module imports besides, such as WASI 0.1, by what the component imports instead.
 */
public final class ComponentWrapper {
    private ComponentWrapper() {}

    /**
     * The binary of the component.
     *
     * @param name the module's name for messages
     * @param adapters by the names by which modules import them
     * @throws WitException if the module has no world, or imports or exports something else than its world says
     */
    public static byte[] wrap(String name, byte[] module, Map<String, byte[]> adapters) {
        CoreModule main = CoreModule.of(name, false, module);
        Map<String, CoreModule> needed = new Adapters(main, adapters).needed();
        List<CoreModule> modules = new ArrayList<>();
        modules.add(main);
        modules.addAll(needed.values());
        MergedWorld world = new MergedWorld(modules);
        return new ComponentAssembler(world, modules, imports(world, main, needed)).assemble();
    }

    private static Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports(
            MergedWorld world, CoreModule main, Map<String, CoreModule> adapters) {
        ImportClassifier classifier = new ImportClassifier(world, main, adapters);
        Map<CoreModule, Map<ModuleDefinition.Import, CoreImport>> imports = new LinkedHashMap<>();
        imports.put(main, classify(classifier, main));
        adapters.values().forEach(adapter -> imports.put(adapter, classify(classifier, adapter)));
        return imports;
    }

    private static Map<ModuleDefinition.Import, CoreImport> classify(ImportClassifier classifier, CoreModule module) {
        Map<ModuleDefinition.Import, CoreImport> classified = new LinkedHashMap<>();
        module.definition()
                .imports()
                .forEach(each -> classified.put(each, classifier.classify(module, UniqueImports.original(each))));
        return classified;
    }
}
