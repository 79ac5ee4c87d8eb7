package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The core modules, instances and functions that a component defines, by their indices. */
final class CoreItems {
    private final ComponentWriter writer;
    private final Declarations root;
    private final Map<CoreModule, Integer> instances = new HashMap<>();
    private final Map<String, Integer> aliases = new HashMap<>();

    CoreItems(ComponentWriter writer, Declarations root) {
        this.writer = writer;
        this.root = root;
    }

    /** Adds a core module. */
    int module(byte[] bytes) {
        writer.coreModule(bytes);
        return root.take(Sort.CORE_MODULE);
    }

    /** Adds an instance of a core module. */
    int instantiate(int module, List<Definition.CoreArgument> arguments) {
        return root.add(Sort.CORE_INSTANCE, new Definition.CoreInstantiate(module, arguments));
    }

    /** Adds the instance of a module that the component is made of. */
    void instantiate(CoreModule module, int index, List<Definition.CoreArgument> arguments) {
        instances.put(module, instantiate(index, arguments));
    }

    /** An instance of a module that imports everything from one instance without a name. */
    int helper(byte[] module, List<Definition.InlineExport> imports) {
        int arguments = inlineInstance(imports);
        return instantiate(module(module), List.of(new Definition.CoreArgument("", arguments)));
    }

    /** Adds an instance that is made of other items. */
    int inlineInstance(List<Definition.InlineExport> exports) {
        return root.add(Sort.CORE_INSTANCE, new Definition.CoreInlineInstance(exports));
    }

    static Definition.InlineExport inlineExport(String name, Sort sort, int index) {
        return new Definition.InlineExport(Names.plain(name), new SortIndex(sort, index));
    }

    /** An item that an instance exports. */
    int alias(Sort sort, int instance, String name) {
        return aliases.computeIfAbsent(
                sort + " " + instance + " " + name,
                _ -> root.add(sort, new Definition.CoreExportAlias(sort, instance, name)));
    }

    /** An item that the instance of a module exports. */
    int exported(CoreModule module, Sort sort, String name) {
        return alias(sort, instances.get(module), name);
    }

    /** A function that the instance of a module exports, under its first name. */
    int exported(CoreModule module, String function) {
        return exported(module, Sort.CORE_FUNC, module.exportName(function));
    }

    /** Adds a core function that is defined by the canonical ABI. */
    int canonical(Canon canon) {
        return root.add(Sort.CORE_FUNC, new Definition.Canonical(canon));
    }
}
