package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map: the list of its entries; the later one of two entries with the same key counts. */
final class MapNode extends ValueNode {
    private final boolean fused;

    @Child
    private ValueNode entries;

    /** A map whose entries are lifted and lowered as a list of tuples. */
    MapNode(ValueNode entries, boolean fused) {
        this.entries = entries;
        this.fused = fused;
    }

    @Override
    Object load(Transfer transfer, long address) {
        return map(entries.load(transfer, address));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return map(entries.lift(transfer, flat, at));
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        entries.store(transfer, list(value), address);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        entries.lower(transfer, list(value), flat, at);
    }

    @TruffleBoundary
    private Object map(Object list) {
        if (fused) {
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object entry : (List<?>) list) {
            List<?> pair = (List<?>) entry;
            map.put(pair.getFirst(), pair.getLast());
        }
        return map;
    }

    @TruffleBoundary
    private static Object list(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        List<Object> list = new ArrayList<>();
        map.forEach((key, element) -> list.add(List.of(key, element)));
        return list;
    }
}
