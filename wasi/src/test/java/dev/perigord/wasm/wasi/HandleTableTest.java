package dev.perigord.wasm.wasi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers for objects of the host. */
final class HandleTableTest {
    @Test
    void theLowestFreeNumberIsNext() throws WasiException {
        HandleTable<String> table = new HandleTable<>(10);
        assertEquals(0, table.add("a"));
        assertEquals(1, table.add("b"));
        assertEquals(2, table.add("c"));
        assertEquals("b", table.remove(1));
        assertEquals("a", table.remove(0));
        assertEquals(0, table.add("d"));
        assertEquals(1, table.add("e"));
        assertEquals(3, table.add("f"));
        assertEquals(List.of("d", "e", "c", "f"), table.clear());
    }

    @Test
    void aFullTableTakesNoMore() throws WasiException {
        HandleTable<String> table = new HandleTable<>(2);
        table.add("a");
        table.add("b");
        WasiException full = assertThrows(WasiException.class, () -> table.add("c"));
        assertEquals(ErrorCode.TOO_MANY_OPEN_FILES, full.code());
        table.remove(0);
        assertEquals(0, table.add("c"));
    }

    @Test
    void replacingMoves() throws WasiException {
        HandleTable<String> table = new HandleTable<>(10);
        table.add("a");
        table.add("b");
        assertEquals("a", table.replace(1, 0));
        assertEquals("b", table.get(0));
        assertEquals(1, table.size());
        for (int absent : new int[] {-1, 1, 2, Integer.MAX_VALUE}) {
            WasiException bad = assertThrows(WasiException.class, () -> table.get(absent));
            assertEquals(ErrorCode.BAD_DESCRIPTOR, bad.code());
        }
    }
}
