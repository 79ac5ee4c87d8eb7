package dev.perigord.wasm.module;

/** The type of what can be imported and exported (spec 2.3.18). */
public sealed interface ExternType {
    /** The kind's name: function, table, memory, global, tag. */
    String kind();

    /** Whether something of this type may be imported as {@code required} (spec 3.3.16). */
    boolean matches(ExternType required);

    /**
     * A function.
     *
     * @param type its type, which describes a function
     * @param exact whether, for an import, a function of a subtype does not fit (proposal custom descriptors)
     */
    record Function(DefinedType type, boolean exact) implements ExternType {
        /** A function of a type or subtype. */
        public Function(DefinedType type) {
            this(type, false);
        }

        /** A function whose type stands for itself. */
        public Function(FunctionType type) {
            this(DefinedType.of(type), false);
        }

        /** Parameters and results. */
        public FunctionType function() {
            return type.function();
        }

        @Override
        public String kind() {
            return "function";
        }

        @Override
        public boolean matches(ExternType required) {
            return required instanceof Function function
                    && (function.exact ? exact && type == function.type : type.isSubtypeOf(function.type));
        }

        @Override
        public String toString() {
            return "function " + type;
        }
    }

    /** A table of references. */
    record Table(ReferenceType elementType, Limits limits, AddressType addressType) implements ExternType {
        /** A table with 32-bit indices. */
        public Table(ReferenceType elementType, Limits limits) {
            this(elementType, limits, AddressType.I32);
        }

        @Override
        public String kind() {
            return "table";
        }

        @Override
        public boolean matches(ExternType required) {
            return required instanceof Table table
                    && addressType == table.addressType
                    && limits.matches(table.limits)
                    && elementType.matches(table.elementType)
                    && table.elementType.matches(elementType);
        }

        @Override
        public String toString() {
            return "table " + (addressType == AddressType.I64 ? "i64 " : "") + limits + " " + elementType;
        }
    }

    /**
     * A linear memory.
     *
     * @param limits in pages
     * @param shared whether several threads may use it (proposal threads)
     * @param pageSizeLogarithm the binary logarithm of the size of a page in bytes
     */
    record Memory(Limits limits, AddressType addressType, boolean shared, int pageSizeLogarithm) implements ExternType {
        /** The binary logarithm of the usual page size, 64 KiB. */
        public static final int DEFAULT_PAGE_SIZE_LOGARITHM = 16;

        /** A memory with 32-bit addresses and the usual page size that is not shared. */
        public Memory(Limits limits) {
            this(limits, AddressType.I32, false, DEFAULT_PAGE_SIZE_LOGARITHM);
        }

        /** The same type with other limits. */
        public Memory withLimits(Limits newLimits) {
            return new Memory(newLimits, addressType, shared, pageSizeLogarithm);
        }

        @Override
        public String kind() {
            return "memory";
        }

        @Override
        public boolean matches(ExternType required) {
            return required instanceof Memory memory
                    && addressType == memory.addressType
                    && shared == memory.shared
                    && pageSizeLogarithm == memory.pageSizeLogarithm
                    && limits.matches(memory.limits);
        }

        @Override
        public String toString() {
            return "memory " + (addressType == AddressType.I64 ? "i64 " : "") + limits + (shared ? " shared" : "")
                    + (pageSizeLogarithm == DEFAULT_PAGE_SIZE_LOGARITHM
                            ? ""
                            : " (pagesize " + (1L << pageSizeLogarithm) + ")");
        }
    }

    /** A global variable. */
    record Global(ValueType type, boolean mutable) implements ExternType {
        @Override
        public String kind() {
            return "global";
        }

        @Override
        public boolean matches(ExternType required) {
            return required instanceof Global global
                    && mutable == global.mutable
                    && type.matches(global.type)
                    && (!mutable || global.type.matches(type));
        }

        @Override
        public String toString() {
            return "global " + (mutable ? "(mut " + type + ")" : type);
        }
    }

    /** A tag: the kind of an exception; the parameters of its function type are the payload. */
    record Tag(DefinedType type) implements ExternType {
        @Override
        public String kind() {
            return "tag";
        }

        @Override
        public boolean matches(ExternType required) {
            return required instanceof Tag tag && type == tag.type;
        }

        @Override
        public String toString() {
            return "tag " + type;
        }
    }
}
