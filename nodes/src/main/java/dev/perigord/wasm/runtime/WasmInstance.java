package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Export;
import dev.perigord.wasm.runtime.continuation.Stacks;

/** A module instance (spec 4.2.6): what belongs to one context. The host finds everything in its member {@code exports}. */
@ExportLibrary(InteropLibrary.class)
public final class WasmInstance implements TruffleObject {
    private static final String EXPORTS = "exports";

    private final WasmModule module;
    private final WasmFunction[] functions;
    private final WasmTable[] tables;
    private final WasmGlobal[] globals;
    private final WasmTag[] tags;
    private final Stacks stacks;
    /** The memory with index 0, which nearly all code uses; null if there is none. */
    private final WasmMemory memory;

    private final WasmMemory[] memories;

    /** The elements of each segment, or an empty array once it is dropped. */
    private final Object[][] elementSegments;

    private final boolean[] droppedData;
    private final DefinedType[] types;
    private final InstanceExports exports;

    /** Counts calls roughly; for generated code only. */
    public int calls;

    /** An instance whose imports are filled in and whose own parts exist, before segments are copied. */
    public WasmInstance(
            WasmModule module,
            WasmFunction[] functions,
            WasmTable[] tables,
            WasmGlobal[] globals,
            WasmTag[] tags,
            WasmMemory[] memories,
            Stacks stacks) {
        this.module = module;
        this.functions = functions;
        this.tables = tables;
        this.globals = globals;
        this.tags = tags;
        this.stacks = stacks;
        this.memories = memories;
        this.memory = memories.length == 0 ? null : memories[0];
        this.elementSegments = new Object[module.definition().elements().size()][];
        this.droppedData = new boolean[module.definition().data().size()];
        this.types = module.types();
        this.exports = new InstanceExports(this);
    }

    /** The module. */
    public WasmModule module() {
        return module;
    }

    /** A type that the module defines. */
    public DefinedType definedType(int index) {
        return types[index];
    }

    /** The memory with index 0, or {@code null} if there is none. */
    public WasmMemory memory() {
        return memory;
    }

    /** A memory. */
    public WasmMemory memory(int index) {
        return index == 0 ? memory : memories[index];
    }

    /** A table. */
    public WasmTable table(int index) {
        return tables[index];
    }

    /** A global. */
    public WasmGlobal global(int index) {
        return globals[index];
    }

    /** Makes the stacks of continuations. */
    public Stacks stacks() {
        return stacks;
    }

    /** A tag. */
    public WasmTag tag(int index) {
        return tags[index];
    }

    /** A function; the object of a function that is not imported is made on first use. */
    public WasmFunction function(int index) {
        WasmFunction function = functions[index];
        return function != null ? function : makeFunction(index);
    }

    @TruffleBoundary
    private synchronized WasmFunction makeFunction(int index) {
        if (functions[index] == null) {
            functions[index] = new WasmFunction(module.code(index), this);
        }
        return functions[index];
    }

    /** The elements of a segment; empty once it is dropped. */
    public Object[] elementSegment(int index) {
        return elementSegments[index];
    }

    /** Drops an element segment. */
    public void dropElements(int index) {
        elementSegments[index] = new Object[0];
    }

    /** Sets the elements of a segment. */
    public void setElementSegment(int index, Object[] elements) {
        elementSegments[index] = elements;
    }

    /** The bytes of a data segment that are left: none once it is dropped. */
    public ModuleDefinition.Range dataSegment(int index) {
        ModuleDefinition.Range content = module.definition().data().get(index).content();
        return droppedData[index] ? new ModuleDefinition.Range(content.start(), content.start()) : content;
    }

    /** Drops a data segment. */
    public void dropData(int index) {
        droppedData[index] = true;
    }

    /** The export objects by name. */
    public InstanceExports exports() {
        return exports;
    }

    /** What an export refers to: a function, table, memory, global or tag. */
    public Object exported(Export export) {
        return switch (export.kind()) {
            case FUNCTION -> function(export.index());
            case TABLE -> tables[export.index()];
            case MEMORY -> memories[export.index()];
            case GLOBAL -> globals[export.index()];
            case TAG -> tags[export.index()];
        };
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(new Object[] {EXPORTS});
    }

    @ExportMessage
    boolean isMemberReadable(String member) {
        return member.equals(EXPORTS);
    }

    @ExportMessage
    Object readMember(String member) throws UnknownIdentifierException {
        if (!isMemberReadable(member)) {
            throw UnknownIdentifierException.create(member);
        }
        return exports;
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "instance of " + module.toDisplayString(allowSideEffects);
    }
}
