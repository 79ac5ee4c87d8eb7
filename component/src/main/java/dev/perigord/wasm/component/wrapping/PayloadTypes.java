package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The types that built-ins are for, in the component itself. Those of imports are what the imported instances export;
 * those of exports have no names yet, for the core module that uses the built-in has to be instantiated first.
 */
final class PayloadTypes {
    private final Declarations root;
    private final MergedWorld world;
    private final ImportedItems imported;
    private final TypeEncoder worldTypes;
    private final ExportedResources resources;
    private final Map<String, TypeEncoder> encoders = new HashMap<>();

    /** The resources that the component makes. */
    interface ExportedResources {
        int index(String item, String resource);
    }

    PayloadTypes(
            Declarations root,
            MergedWorld world,
            ImportedItems imported,
            TypeEncoder worldTypes,
            ExportedResources resources) {
        this.root = root;
        this.world = world;
        this.imported = imported;
        this.worldTypes = worldTypes;
        this.resources = resources;
    }

    /** A reference to a type; null if there is none. */
    TypeReference reference(Payload payload) {
        return payload.type() == null
                ? null
                : encoder(payload.imported(), payload.item()).reference(payload.type());
    }

    private TypeEncoder encoder(boolean isImport, String item) {
        if (item.isEmpty()) {
            return worldTypes;
        }
        return encoders.computeIfAbsent(
                isImport + item,
                _ -> isImport ? new ImportedTypes(item) : new ExportedTypes(item, world.types(false, item)));
    }

    private final class ImportedTypes extends TypeEncoder {
        private final String item;

        ImportedTypes(String item) {
            super(root, aliases(item, world.types(true, item)));
            this.item = item;
        }

        /** All of an interface's types as those of an instance. */
        private static Map<String, TypeDefinition> aliases(String item, Map<String, TypeDefinition> types) {
            InterfaceName from = new InterfaceName("", "", item, "");
            Map<String, TypeDefinition> aliases = new LinkedHashMap<>(types);
            aliases.replaceAll((name, type) -> type.withBody(new TypeBody.Use(from, name)));
            return aliases;
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return imported.type(item, definition.name());
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return imported.type(item, name);
        }
    }

    private final class ExportedTypes extends TypeEncoder {
        private final String item;

        ExportedTypes(String item, Map<String, TypeDefinition> types) {
            super(root, types);
            this.item = item;
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return resources.index(item, definition.name());
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return world.exports().containsKey(from.toString())
                    ? encoder(false, from.toString()).type(name)
                    : imported.type(from.toString(), name);
        }
    }
}
