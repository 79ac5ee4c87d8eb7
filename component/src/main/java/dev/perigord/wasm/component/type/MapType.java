package dev.perigord.wasm.component.type;

import java.util.List;

/** {@code map<K, V>}, in memory a {@code list<tuple<K, V>>}. */
public final class MapType extends WitType {
    private final TupleType entry;

    /** A map whose keys are of a primitive type. */
    public MapType(WitType key, WitType value) {
        this(new TupleType(List.of(key, value)));
    }

    private MapType(TupleType entry) {
        super(TypeKind.MAP, entry.parts());
        this.entry = entry;
    }

    /** The type of the keys. */
    public WitType key() {
        return entry.parts().getFirst();
    }

    /** The type of the values. */
    public WitType value() {
        return entry.parts().getLast();
    }

    /** The pair of key and value that the map is a list of. */
    public TupleType entry() {
        return entry;
    }

    @Override
    public List<WitType> parts() {
        return entry.parts();
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new MapType(parts.getFirst(), parts.getLast());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.slice(pointer);
    }
}
