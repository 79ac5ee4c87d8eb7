package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.WitException;
import java.util.ArrayList;
import java.util.List;

/** The canonical options of what is lifted and lowered: the memory, the encoding of strings, and functions to call. */
final class CanonicalOptions {
    private final CoreItems core;
    private final Shims shims;
    private final HookedFunctions hooked;
    private final CoreModule main;
    private int hooksInstance;

    CanonicalOptions(CoreItems core, Shims shims, HookedFunctions hooked, CoreModule main) {
        this.core = core;
        this.shims = shims;
        this.hooked = hooked;
        this.main = main;
    }

    /** Says which instance exports the functions with hooks by their numbers. */
    void hooksInstantiated(int instance) {
        hooksInstance = instance;
    }

    /** Whether the main module imports its memory, which the shim then has. */
    boolean memoryFirst() {
        return main.importedMemory() != null;
    }

    /** The memory of the component. */
    int memory() {
        main.requireMemory();
        return memoryFirst()
                ? shims.exported(Sort.CORE_MEMORY, "$memory")
                : core.exported(main, Sort.CORE_MEMORY, main.exportName(ExportNames.MEMORY));
    }

    /** The table of functions with which threads start. */
    int functionTable() {
        if (!main.hasTable()) {
            throw new WitException(
                    main.name() + ": export \"" + ExportNames.TABLE + "\": expected a table, found none");
        }
        return core.exported(main, Sort.CORE_TABLE, ExportNames.TABLE);
    }

    /** A function as the component model calls it: with the hook around it, if there is one. */
    int called(CoreModule module, String function) {
        return hooked.wanted()
                ? core.alias(Sort.CORE_FUNC, hooksInstance, Integer.toString(hooked.number(module, function)))
                : core.exported(module, function);
    }

    /** What is lowered exists before functions with hooks do, so it allocates memory through the shim. */
    void hookRealloc(CoreModule module, AbiOptions needed) {
        if (hooked.wanted() && needed.realloc()) {
            String realloc = module.requireRealloc(true);
            int number = hooked.add(module, realloc, TaskHook.REALLOC);
            if (!shims.contains(reallocKey(module))) {
                shims.add(reallocKey(module), new Shims.Hooked(CoreModule.REALLOC_TYPE, number));
            }
        }
    }

    private int realloc(CoreModule module, boolean forImport) {
        return hooked.wanted() && forImport
                ? shims.function(reallocKey(module))
                : called(module, module.requireRealloc(forImport));
    }

    private static String reallocKey(CoreModule module) {
        return module.name() + " " + module.isAdapter() + " realloc";
    }

    /** The options of what is lowered; without an encoding, strings are encoded as the module says. */
    List<CanonOption> ofImport(CoreModule module, AbiOptions needed, StringEncoding encoding) {
        return options(module, needed, encoding == null ? MergedWorld.encoding(module) : encoding, true);
    }

    /** The options of what is lifted. */
    List<CanonOption> ofExport(CoreModule module, AbiOptions needed) {
        return options(module, needed, MergedWorld.encoding(module), false);
    }

    private List<CanonOption> options(
            CoreModule module, AbiOptions needed, StringEncoding encoding, boolean forImport) {
        List<CanonOption> options = new ArrayList<>();
        if (needed.memory()) {
            options.add(new CanonOption(kind(encoding), 0));
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
}
