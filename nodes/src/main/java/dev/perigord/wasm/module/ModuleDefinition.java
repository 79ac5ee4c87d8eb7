package dev.perigord.wasm.module;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decoded module (spec 2.5). Index spaces list imports first. Code, data and expressions stay in {@link #bytes} as
 * ranges of offsets.
 *
 * @param bytes the whole binary
 * @param types the types
 * @param typeGroups how many of the types each recursion group has, in order
 * @param imports the imports in order
 * @param functions the type index of each function
 * @param tables the tables
 * @param memories the memories
 * @param tags the types of the tags
 * @param globals the globals
 * @param exports the exports in order
 * @param startFunction the index of the start function, or -1
 * @param elements the element segments
 * @param codes the bodies of the functions that are not imported
 * @param data the data segments
 * @param hasDataCount whether the data count section is there
 * @param customSections the custom sections in order
 * @param moduleName the name in the name section, or {@code null}
 * @param functionNames names from the name section by function index
 * @param fixedTables the tables whose first elements, as many as there are at least, are always what the segments say:
 *     validation finds them, before it there are none
 */
public record ModuleDefinition(
        byte[] bytes,
        List<DefinedType> types,
        List<Integer> typeGroups,
        List<Import> imports,
        List<Integer> functions,
        List<Table> tables,
        List<ExternType.Memory> memories,
        List<ExternType.Tag> tags,
        List<Global> globals,
        List<Export> exports,
        int startFunction,
        List<ElementSegment> elements,
        List<Code> codes,
        List<DataSegment> data,
        boolean hasDataCount,
        List<CustomSection> customSections,
        String moduleName,
        Map<Integer, String> functionNames,
        Set<Integer> fixedTables) {

    /** A range of offsets; {@code end} is exclusive. */
    public record Range(int start, int end) {}

    /** An import: for a function, {@code type} is the function's type. */
    public record Import(String module, String name, ExternType type) {}

    /** A table; {@code initializer} is null where elements begin as null references. */
    public record Table(ExternType.Table type, Range initializer) {}

    /** A global; {@code initializer} is null for imports. */
    public record Global(ExternType.Global type, Range initializer) {}

    /** What an export names. */
    public enum ExternKind {
        FUNCTION,
        TABLE,
        MEMORY,
        GLOBAL,
        TAG
    }

    /** An export. */
    public record Export(String name, ExternKind kind, int index) {}

    /** How a segment is used. */
    public enum SegmentMode {
        ACTIVE,
        PASSIVE,
        DECLARATIVE
    }

    /**
     * An element segment: either function indices or expressions.
     *
     * @param table the table of an active segment
     * @param offset the offset expression of an active segment, else null
     * @param functionIndices the functions, or null where {@code expressions} has the elements
     */
    public record ElementSegment(
            SegmentMode mode,
            int table,
            Range offset,
            ReferenceType type,
            int[] functionIndices,
            List<Range> expressions) {}

    /** A data segment: {@code offset} is the expression of an active one, else null. */
    public record DataSegment(SegmentMode mode, int memory, Range offset, Range content) {}

    /**
     * A function's locals, run-length encoded, and its instructions.
     *
     * @param start where its locals are declared
     */
    public record Code(int start, List<LocalRun> locals, Range instructions) {}

    /** {@code count} consecutive locals of one type. */
    public record LocalRun(int count, ValueType type) {}

    /** A custom section. */
    public record CustomSection(String name, Range content) {}

    /** The same module, of which it is known what tables do not change. */
    public ModuleDefinition withFixedTables(Set<Integer> newFixedTables) {
        return new ModuleDefinition(
                bytes,
                types,
                typeGroups,
                imports,
                functions,
                tables,
                memories,
                tags,
                globals,
                exports,
                startFunction,
                elements,
                codes,
                data,
                hasDataCount,
                customSections,
                moduleName,
                functionNames,
                newFixedTables);
    }

    /** How many functions are imported. */
    public int importedFunctions() {
        return functions.size() - codes.size();
    }

    /** The type of a function as it is defined. */
    public DefinedType definedFunctionType(int functionIndex) {
        return types.get(functions.get(functionIndex));
    }

    /** Whether a function is of no subtype of its type: all are but imports that do not ask for it. */
    public boolean isExact(int functionIndex) {
        if (functionIndex >= importedFunctions()) {
            return true;
        }
        int next = 0;
        for (Import imported : imports) {
            if (imported.type instanceof ExternType.Function function && next++ == functionIndex) {
                return function.exact();
            }
        }
        throw new IndexOutOfBoundsException(functionIndex);
    }

    /** The parameters and results of a function. */
    public FunctionType functionType(int functionIndex) {
        return definedFunctionType(functionIndex).function();
    }

    /** The name of a function in messages and stack traces. */
    public String functionName(int functionIndex) {
        String name = functionNames.get(functionIndex);
        if (name != null) {
            return name;
        }
        for (Export export : exports) {
            if (export.kind == ExternKind.FUNCTION && export.index == functionIndex) {
                return export.name;
            }
        }
        return "wasm-function:" + functionIndex;
    }

    /** The type of an export. */
    public ExternType exportType(Export export) {
        return switch (export.kind) {
            case FUNCTION -> new ExternType.Function(definedFunctionType(export.index));
            case TABLE -> tables.get(export.index).type();
            case MEMORY -> memories.get(export.index);
            case GLOBAL -> globals.get(export.index).type();
            case TAG -> tags.get(export.index);
        };
    }
}
