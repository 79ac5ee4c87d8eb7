package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.wit.binary.WitTypes;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the names of imports speak of: an interface, or the functions and types of the world itself, all of them imported
 * or exported.
 *
 * @param item the import or export; empty for the world itself
 */
record ImportScope(
        MergedWorld world,
        boolean imported,
        String item,
        Map<String, TypeDefinition> types,
        Map<String, WitFunction> functions) {
    /** The functions and types of the world itself. */
    static ImportScope root(MergedWorld world, boolean imported) {
        Map<String, WitFunction> functions = new HashMap<>();
        (imported ? world.imports() : world.exports()).forEach((name, each) -> {
            if (each instanceof WorldItem.Function(var function)) {
                functions.put(name, function);
            }
        });
        return new ImportScope(world, imported, "", world.types(), functions);
    }

    /** An interface that is imported or exported under a name. */
    static ImportScope of(MergedWorld world, boolean imported, String item, WitInterface contents) {
        return new ImportScope(world, imported, item, contents.types(), contents.functions());
    }

    boolean isRoot() {
        return item.isEmpty();
    }

    /** A function's type with a layout. */
    WitFunctionType typeOf(WitFunction function) {
        return new WitTypes(world.packages()).function(types, function);
    }

    /** The import of the world to which a function belongs. */
    String itemOf(WitFunction function) {
        return isRoot() ? function.name() : item;
    }

    /** The streams and futures in a function's type, in the order by which built-ins number them: inner ones first. */
    List<Payload> channels(WitFunction function) {
        List<Payload> channels = new ArrayList<>();
        function.types().forEach(type -> channels(type, channels));
        return channels;
    }

    private void channels(TypeExpression type, List<Payload> channels) {
        if (type instanceof TypeExpression.Named(String name)) {
            named(name, channels);
            return;
        }
        type.parts().forEach(part -> channels(part, channels));
        if (type instanceof TypeExpression.Stream || type instanceof TypeExpression.Future) {
            channels.add(new Payload(imported, item, type));
        }
    }

    private void named(String name, List<Payload> channels) {
        TypeBody body = types.get(name).body();
        if (body instanceof TypeBody.Use(var from, String other)) {
            boolean fromImport = imported || !world.exports().containsKey(from.toString());
            of(world, fromImport, from.toString(), world.packages().interfaceOf(from))
                    .named(other, channels);
        } else {
            body.parts().forEach(part -> channels(part, channels));
        }
    }
}
