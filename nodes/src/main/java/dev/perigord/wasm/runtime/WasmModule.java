package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ModuleDefinition;
import java.util.SortedMap;

/**
 * A validated module with the code of its functions: shared by every context of an engine, so it holds nothing of a
 * context. The host instantiates it with an object of import objects.
 */
@ExportLibrary(InteropLibrary.class)
public final class WasmModule implements TruffleObject {
    /** Turns the polyglot message {@code instantiate} into an instance; belongs to the language. */
    public interface Instantiation {
        /** Instantiates {@code module} with the host's arguments in the current context. */
        Object instantiate(WasmModule module, Object[] arguments);
    }

    /** Where in the source a code offset lies. */
    public interface Positions {
        /** The section of an instruction, or an unavailable one. */
        SourceSection instruction(int codeOffset);

        /** The section of a function, by the offset of its first instruction. */
        SourceSection function(int codeOffset);
    }

    private final TruffleLanguage<?> language;
    private final ModuleDefinition definition;
    private final Source source;
    private final Positions positions;
    private final Instantiation instantiation;
    private final FunctionCode[] code;
    private final SortedMap<Integer, Boolean> branchHints;
    private final DefinedType[] types;
    private volatile boolean observed;
    private final Node safepointLocation = new Node() {};

    /** A module; {@code code} has an entry for each function that is not imported. */
    public WasmModule(
            TruffleLanguage<?> language,
            ModuleDefinition definition,
            Source source,
            Positions positions,
            Instantiation instantiation,
            FunctionCode[] code,
            SortedMap<Integer, Boolean> branchHints) {
        this.language = language;
        this.definition = definition;
        this.source = source;
        this.positions = positions;
        this.instantiation = instantiation;
        this.code = code;
        this.branchHints = branchHints;
        this.types = definition.types().toArray(DefinedType[]::new);
    }

    /** The types that it defines; nobody writes to the array. */
    DefinedType[] types() {
        return types;
    }

    /** Runs all functions that are called for the first time from now on as trees. */
    public void observe() {
        observed = true;
    }

    /** Whether instruments observe the module. */
    public boolean isObserved() {
        return observed;
    }

    /** The section of a function that is not imported. */
    public SourceSection functionSection(int functionIndex) {
        return positions.function(definition
                .codes()
                .get(functionIndex - definition.importedFunctions())
                .instructions()
                .start());
    }

    /** Where generated code is when Truffle interrupts it. */
    public Node safepointLocation() {
        return safepointLocation;
    }

    /** The language that nodes belong to. */
    public TruffleLanguage<?> language() {
        return language;
    }

    /** The decoded module. */
    public ModuleDefinition definition() {
        return definition;
    }

    /** What was evaluated. */
    public Source source() {
        return source;
    }

    /** Where instructions are in the source. */
    public Positions positions() {
        return positions;
    }

    /** The code of a function that is not imported, by its index among all functions. */
    public FunctionCode code(int functionIndex) {
        return code[functionIndex - definition.importedFunctions()];
    }

    /** Whether branches are likely, by the offset of the instruction, where the module says so. */
    public SortedMap<Integer, Boolean> branchHints() {
        return branchHints;
    }

    /** How many functions have been called and so have an AST. */
    public int builtFunctions() {
        int count = 0;
        for (FunctionCode function : code) {
            if (function.isBuilt()) {
                count++;
            }
        }
        return count;
    }

    @ExportMessage
    boolean isInstantiable() {
        return instantiation != null;
    }

    @ExportMessage
    @TruffleBoundary
    Object instantiate(Object[] arguments) {
        return instantiation.instantiate(this, arguments);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "module " + (definition.moduleName() != null ? definition.moduleName() : source.getName());
    }
}
