package dev.perigord.wasm.module;

/** The type of what can be imported and exported (spec 2.3.16). */
public sealed interface ExternType {
    /** The kind's name: function, table, memory, global. */
    String kind();

    /** A function of a type. */
    record Function(FunctionType type) implements ExternType {
        @Override
        public String kind() {
            return "function";
        }

        @Override
        public String toString() {
            return "function " + type;
        }
    }

    /** A table of references. */
    record Table(ReferenceType elementType, Limits limits) implements ExternType {
        @Override
        public String kind() {
            return "table";
        }

        @Override
        public String toString() {
            return "table " + limits + " " + elementType;
        }
    }

    /** A linear memory whose limits are in pages of 64 KiB. */
    record Memory(Limits limits) implements ExternType {
        @Override
        public String kind() {
            return "memory";
        }

        @Override
        public String toString() {
            return "memory " + limits;
        }
    }

    /** A global variable. */
    record Global(ValueType type, boolean mutable) implements ExternType {
        @Override
        public String kind() {
            return "global";
        }

        @Override
        public String toString() {
            return "global " + (mutable ? "(mut " + type + ")" : type);
        }
    }
}
