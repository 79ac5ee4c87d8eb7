package dev.perigord.wasm.module;

/** What follows an instruction's opcode in the binary format (spec 5.4). */
public enum Immediates {
    /** Nothing. */
    NONE,
    /** A block type: empty, a value type, or a type index. */
    BLOCK_TYPE,
    /** A label index. */
    LABEL,
    /** A vector of label indices and a default label index. */
    LABEL_TABLE,
    /** A function index. */
    FUNCTION,
    /** A type index, then a table index. */
    TYPE_TABLE,
    /** A local index. */
    LOCAL,
    /** A global index. */
    GLOBAL,
    /** A table index. */
    TABLE,
    /** A destination table index, then a source table index. */
    TABLE_TABLE,
    /** An element segment index, then a table index. */
    ELEMENT_TABLE,
    /** An element segment index. */
    ELEMENT,
    /** A memory index. */
    MEMORY,
    /** A destination memory index, then a source memory index. */
    MEMORY_MEMORY,
    /** A data segment index, then a memory index. */
    DATA_MEMORY,
    /** A data segment index. */
    DATA,
    /** Alignment and offset of a memory access. */
    MEMORY_ARGUMENT,
    /** Alignment and offset of a memory access, then a lane index. */
    MEMORY_ARGUMENT_LANE,
    /** A lane index. */
    LANE,
    /** Sixteen lane indices, of the lanes of two vectors. */
    LANES,
    /** A vector of value types. */
    VALUE_TYPES,
    /** A heap type. */
    HEAP_TYPE,
    /** A type index. */
    TYPE,
    /** Two type indices: destination and source, or before and after. */
    TYPE_TYPE,
    /** A type index, then a field index. */
    TYPE_FIELD,
    /** A type index, then a number of elements. */
    TYPE_COUNT,
    /** A type index, then a data segment index. */
    TYPE_DATA,
    /** A type index, then an element segment index. */
    TYPE_ELEMENT,
    /** A type index, then a tag index. */
    TYPE_TAG,
    /** A tag index. */
    TAG,
    /** A block type, then a vector of catch clauses. */
    TRY_TABLE,
    /** A type index, then a vector of handlers. */
    RESUME,
    /** A type index, a tag index, then a vector of handlers. */
    RESUME_THROW,
    /** A zero byte. */
    FENCE,
    /** A heap type; in the text a reference type, whose nullability says which of two instructions is meant. */
    CAST,
    /** Flags, a label index and two heap types; in the text a label and two reference types. */
    BRANCH_CAST,
    /** A signed 32-bit LEB128 number. */
    I32,
    /** A signed 64-bit LEB128 number. */
    I64,
    /** Four bytes of an IEEE 754 number. */
    F32,
    /** Eight bytes of an IEEE 754 number. */
    F64,
    /** Sixteen bytes. */
    V128
}
