package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.binary.ModuleSections;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import java.util.EnumSet;
import java.util.List;

/**
 * A core module that becomes part of a component.
 *
 * @param name how messages call it; of an adapter, the module name by which it is imported
 * @param bytes the module without its worlds
 * @param worlds what its custom sections say that it is for
 */
record CoreModule(
        String name, boolean isAdapter, byte[] bytes, ModuleDefinition definition, List<EmbeddedWorld> worlds) {
    private static final List<String> REALLOC = List.of(ExportNames.REALLOC, "canonical_abi_realloc");
    private static final String ADAPTER_REALLOC = "cabi_realloc_adapter";
    static final FunctionType REALLOC_TYPE = new FunctionType(
            List.of(NumberType.I32, NumberType.I32, NumberType.I32, NumberType.I32), List.of(NumberType.I32));

    /**
     * Decodes and validates a module.
     *
     * @throws WitException if it is none
     */
    static CoreModule of(String name, boolean isAdapter, byte[] bytes) {
        try {
            ModuleSections sections = ModuleSections.of(bytes);
            byte[] plain = sections.without(EmbeddedWorld.SECTION);
            ModuleDefinition definition = decode(plain);
            byte[] unique = UniqueImports.of(definition);
            return unique == plain
                    ? new CoreModule(name, isAdapter, plain, definition, EmbeddedWorld.all(sections))
                    : new CoreModule(name, isAdapter, unique, decode(unique), EmbeddedWorld.all(sections));
        } catch (MalformedException e) {
            throw new WitException(name + ": malformed: " + e.getMessage());
        } catch (InvalidException e) {
            throw new WitException(name + ": invalid: " + e.getMessage());
        } catch (WitException e) {
            throw new WitException(name + ": " + e.getMessage());
        }
    }

    private static ModuleDefinition decode(byte[] bytes) {
        return ModuleLoader.decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
    }

    /** The same module with other contents and the same worlds. */
    CoreModule with(byte[] contents) {
        return new CoreModule(name, isAdapter, contents, of(name, isAdapter, contents).definition, worlds);
    }

    /** The name by which something is exported: its own or the one that begins with {@code cm32p2}. */
    String exportName(String export) {
        String standard = ExportNames.standard(export);
        return definition.exports().stream().anyMatch(each -> each.name().equals(standard)) ? standard : export;
    }

    /** The type of an exported function, or null. */
    FunctionType exportedFunction(String export) {
        String exportName = exportName(export);
        for (ModuleDefinition.Export each : definition.exports()) {
            if (each.name().equals(exportName) && definition.exportType(each) instanceof ExternType.Function function) {
                return function.function();
            }
        }
        return null;
    }

    /** The memory that is imported and exported for all others, or null. */
    ExternType.Memory importedMemory() {
        return definition.imports().stream()
                .filter(CoreModule::isMemory)
                .map(each -> (ExternType.Memory) each.type())
                .findFirst()
                .orElse(null);
    }

    /** Whether an import is the memory of the canonical ABI. */
    static boolean isMemory(ModuleDefinition.Import imported) {
        return imported.type() instanceof ExternType.Memory
                && imported.module().equals("env")
                && imported.name().equals(ExportNames.MEMORY);
    }

    /**
     * The memory of the canonical ABI: what is imported for it or exported.
     *
     * @throws WitException if there is none, or one that components cannot use
     */
    ExternType.Memory requireMemory() {
        ExternType.Memory memory = importedMemory() != null ? importedMemory() : exportedMemory();
        if (memory == null) {
            throw new WitException(name + ": export \"memory\": expected a memory, found none");
        }
        if (memory.addressType() != AddressType.I32) {
            throw new WitException(name + ": memory: 64-bit addresses are not supported in components");
        }
        return memory;
    }

    private ExternType.Memory exportedMemory() {
        String exportName = exportName(ExportNames.MEMORY);
        for (ModuleDefinition.Export each : definition.exports()) {
            if (each.name().equals(exportName) && definition.exportType(each) instanceof ExternType.Memory memory) {
                return memory;
            }
        }
        return null;
    }

    /** Whether the table of functions that may start threads is exported. */
    boolean hasTable() {
        return exports(ModuleDefinition.ExternKind.TABLE, ExportNames.TABLE);
    }

    private boolean exports(ModuleDefinition.ExternKind kind, String export) {
        return definition.exports().stream().anyMatch(each -> each.name().equals(export) && each.kind() == kind);
    }

    /**
     * The function that allocates memory for what is passed to the module.
     *
     * @param forImports whether for results of imports, rather than parameters of exports; some modules tell them apart
     * @return its name, or null if there is none
     */
    private String realloc(boolean forImports) {
        String special = forImports ? "cabi_import_realloc" : "cabi_export_realloc";
        return isRealloc(special) ? special : realloc();
    }

    private String realloc() {
        return REALLOC.stream().filter(this::isRealloc).findFirst().orElse(null);
    }

    private boolean isRealloc(String export) {
        return REALLOC_TYPE.equals(exportedFunction(export));
    }

    /** The function that allocates memory for adapters, or null. */
    String reallocForAdapters() {
        return isRealloc(ADAPTER_REALLOC) ? ADAPTER_REALLOC : realloc();
    }

    /** An error about an export. */
    WitException missing(String export, FunctionType expected) {
        FunctionType found = exportedFunction(export);
        return new WitException(name + ": export \"" + export + "\": expected " + CoreText.of(expected) + ", found "
                + (found == null ? "no such function" : CoreText.of(found)));
    }

    /** Requires that a function is exported with a type. */
    void require(String export, FunctionType expected) {
        if (!expected.equals(exportedFunction(export))) {
            throw missing(export, expected);
        }
    }

    /** Requires a function that allocates memory. */
    String requireRealloc(boolean forImports) {
        String realloc = realloc(forImports);
        if (realloc == null) {
            throw missing(ExportNames.REALLOC, REALLOC_TYPE);
        }
        return realloc;
    }
}
