package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes one interface of what several worlds know of it: each may know a part, or an older version. */
final class InterfaceMerge {
    private InterfaceMerge() {}

    /**
     * All that either knows.
     *
     * @throws WitException if a type or function differs
     */
    static WitInterface merge(InterfaceName name, WitInterface known, WitInterface other) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>(known.types());
        other.types().forEach((label, type) -> {
            TypeDefinition before = types.putIfAbsent(label, type);
            boolean same = before == null || withoutDocs(before.body()).equals(withoutDocs(type.body()));
            require(same, "type", label, name);
        });
        Map<String, WitFunction> functions = new LinkedHashMap<>(known.functions());
        other.functions().forEach((label, function) -> {
            WitFunction before = functions.putIfAbsent(label, function);
            require(before == null || sameType(before, function), "function", label, name);
        });
        return new WitInterface(known.docs(), Stability.UNKNOWN, types, functions);
    }

    private static boolean sameType(WitFunction known, WitFunction other) {
        return known.parameters().equals(other.parameters())
                && Objects.equals(known.result(), other.result())
                && known.async() == other.async();
    }

    private static TypeBody withoutDocs(TypeBody body) {
        return switch (body) {
            case TypeBody.RecordOf(var fields) ->
                new TypeBody.RecordOf(fields.stream()
                        .map(each -> new TypeBody.Field(each.name(), each.type(), ""))
                        .toList());
            case TypeBody.Variant(var cases) ->
                new TypeBody.Variant(cases.stream()
                        .map(each -> new TypeBody.Case(each.name(), each.payload(), ""))
                        .toList());
            case TypeBody.EnumOf(var cases) ->
                new TypeBody.EnumOf(cases.stream()
                        .map(each -> new TypeBody.Named(each.name(), ""))
                        .toList());
            case TypeBody.Flags(var flags) ->
                new TypeBody.Flags(flags.stream()
                        .map(each -> new TypeBody.Named(each.name(), ""))
                        .toList());
            case TypeBody.Resource _, TypeBody.Alias _, TypeBody.Use _ -> body;
        };
    }

    private static void require(boolean same, String kind, String label, InterfaceName name) {
        if (!same) {
            throw new WitException(
                    kind + " `" + label + "` of interface `" + name + "` differs between embedded worlds");
        }
    }
}
