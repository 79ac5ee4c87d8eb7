package dev.perigord.wasm.component.type;

import java.util.List;

/** A record field or a function parameter. */
public record NamedType(String name, WitType type) {
    static List<WitType> types(List<NamedType> named) {
        return named.stream().map(NamedType::type).toList();
    }
}
