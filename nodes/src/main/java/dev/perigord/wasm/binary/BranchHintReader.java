package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.CustomSection;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the custom section that says which branches are likely (proposal branch hinting). */
public final class BranchHintReader {
    /** The name of the custom section. */
    public static final String NAME = "metadata.code.branch_hint";

    private final ModuleDefinition module;
    private final BinaryReader hints;
    private final SortedMap<Integer, Boolean> likely = new TreeMap<>();

    private BranchHintReader(ModuleDefinition module, BinaryReader hints) {
        this.module = module;
        this.hints = hints;
    }

    /**
     * Whether branches are likely, by the offset of the instruction in the module.
     *
     * @throws MalformedException if the section does not follow its grammar
     * @throws InvalidException if it speaks of functions that the module does not define
     */
    public static SortedMap<Integer, Boolean> read(ModuleDefinition module, BinaryReader hints) {
        BranchHintReader section = new BranchHintReader(module, hints);
        section.functions();
        return section.likely;
    }

    private void functions() {
        int count = hints.count();
        int next = module.importedFunctions();
        for (int i = 0; i < count; i++) {
            int function = hints.u32();
            if (function < next || function >= module.functions().size()) {
                throw new InvalidException(
                        "branch hints: invalid function index " + Integer.toUnsignedString(function));
            }
            next = function + 1;
            hints(module.codes().get(function - module.importedFunctions()).start());
        }
        if (hints.hasMore()) {
            throw hints.malformed("malformed branch hints: section size mismatch");
        }
    }

    /** The hints of a function, whose offsets count from where its locals are declared. */
    private void hints(int body) {
        int count = hints.count();
        for (int i = 0; i < count; i++) {
            int start = hints.position();
            int offset = body + hints.u32();
            int length = hints.u32();
            int value = hints.u8();
            if (length != 1 || value > 1) {
                throw hints.malformedAt("malformed branch hint: invalid hint value", start);
            }
            likely.put(offset, value == 1);
        }
    }

    /** The hints of a module, by the offset of the instruction; none where their section is malformed. */
    public static SortedMap<Integer, Boolean> read(ModuleDefinition module) {
        for (CustomSection section : module.customSections()) {
            if (section.name().equals(NAME)) {
                Range content = section.content();
                try {
                    return read(module, new BinaryReader(module.bytes(), content.start(), content.end()));
                } catch (MalformedException | InvalidException e) {
                    // Hints speed code up, and that is all: a section that cannot be read does no harm.
                    return Collections.emptySortedMap();
                }
            }
        }
        return Collections.emptySortedMap();
    }
}
