package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmTable;

/** The instructions of tables, as generated code calls them: with their operands, the instance and the table. */
public final class TableSupport {
    private TableSupport() {}

    /** {@code table.get} */
    public static Object get(int index, WasmInstance instance, int table) {
        return instance.table(table).get(index, null);
    }

    /** {@code table.set} */
    public static void set(int index, Object value, WasmInstance instance, int table) {
        instance.table(table).set(index, value, null);
    }

    /** {@code table.size} */
    public static int size(WasmInstance instance, int table) {
        return instance.table(table).size();
    }

    /** {@code table.grow} */
    public static int grow(Object value, int delta, WasmInstance instance, int table) {
        return instance.table(table).grow(delta, value);
    }

    /** {@code table.fill} */
    public static void fill(int start, Object value, int length, WasmInstance instance, int table) {
        instance.table(table).fill(start, value, length, null);
    }

    /** {@code table.copy} */
    public static void copy(
            int target, int source, int length, WasmInstance instance, int targetTable, int sourceTable) {
        WasmTable from = instance.table(sourceTable);
        instance.table(targetTable).copyFrom(from.elements(), source, target, length, null);
    }

    /** {@code table.init} */
    public static void init(int target, int source, int length, WasmInstance instance, int segment, int table) {
        instance.table(table).copyFrom(instance.elementSegment(segment), source, target, length, null);
    }

    /** {@code elem.drop} */
    public static void drop(WasmInstance instance, int segment) {
        instance.dropElements(segment);
    }
}
