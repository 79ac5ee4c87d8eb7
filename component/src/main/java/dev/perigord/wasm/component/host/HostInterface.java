package dev.perigord.wasm.component.host;

import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.text.WitTypeParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A WIT interface implemented by the host, for one context. Signatures are texts; they are parsed when a component asks
 * for the function, and checked against the component's own type of the import when it is linked.
 */
public final class HostInterface {
    private final String name;
    private final Map<String, String> typeTexts;
    private final Map<String, DefinedType> types;
    private final Map<String, HostResource> resources;
    private final Map<String, Declared> functions;

    private record Declared(String signature, HostFunction function) {}

    private HostInterface(Builder builder) {
        name = builder.name;
        typeTexts = Map.copyOf(builder.typeTexts);
        types = new HashMap<>(builder.usedTypes);
        resources = Map.copyOf(builder.resources);
        functions = new LinkedHashMap<>(builder.functions);
        resources.forEach((label, resource) -> types.put(label, resource.type()));
    }

    /**
     * Begins an interface.
     *
     * @param name the full name, such as {@code wasi:random/random@0.2.12}; empty for what worlds import without interface
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The full name. */
    public String name() {
        return name;
    }

    /** The names of all functions in order of declaration. */
    public List<String> functionNames() {
        return new ArrayList<>(functions.keySet());
    }

    /** The implementation of a function, or null. */
    public HostFunction function(String function) {
        Declared declared = functions.get(function);
        return declared == null ? null : declared.function;
    }

    /**
     * The declared type of a function, or null.
     *
     * @throws WitException if its signature cannot be parsed
     */
    public WitFunctionType functionType(String function) {
        Declared declared = functions.get(function);
        if (declared == null) {
            return null;
        }
        try {
            return complete(function, WitTypeParser.function(declared.signature, this::type));
        } catch (WitException e) {
            throw new WitException(name + "#" + function + ": " + e.getMessage());
        }
    }

    /** The resource type with a name, or null. */
    public HostResource resource(String resource) {
        return resources.get(resource);
    }

    /**
     * The value type or resource type that a name stands for in this interface, or null.
     *
     * @throws WitException if its text cannot be parsed
     */
    public DefinedType type(String type) {
        DefinedType known = types.get(type);
        if (known == null && typeTexts.containsKey(type)) {
            known = WitTypeParser.type(typeTexts.get(type), this::type);
            types.put(type, known);
        }
        return known;
    }

    /** As in WIT, {@code self} and the result of a constructor need not be written. */
    private WitFunctionType complete(String function, WitFunctionType type) {
        return switch (ExternName.parse(function)) {
            case ExternName.Method method
            when type.parameters().isEmpty()
                    || !type.parameters().getFirst().name().equals("self") -> {
                List<NamedType> parameters = new ArrayList<>();
                parameters.add(new NamedType("self", HandleType.borrow(handled(method.resource()))));
                parameters.addAll(type.parameters());
                yield new WitFunctionType(parameters, type.result(), type.async());
            }
            case ExternName.Constructor constructor
            when type.result() == null ->
                new WitFunctionType(type.parameters(), HandleType.own(handled(constructor.resource())), type.async());
            default -> type;
        };
    }

    private ResourceType handled(String resource) {
        if (type(resource) instanceof ResourceType found) {
            return found;
        }
        throw new WitException("unknown resource `" + resource + "`");
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects the parts of an interface; names may be used before they are declared. */
    public static final class Builder {
        private final String name;
        private final Map<String, String> typeTexts = new HashMap<>();
        private final Map<String, DefinedType> usedTypes = new HashMap<>();
        private final Map<String, HostResource> resources = new HashMap<>();
        private final Map<String, Declared> functions = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Names a type, for instance {@code type("error-code", "enum { access, would-block }")}. */
        public Builder type(String label, String wit) {
            typeTexts.put(label, wit);
            return this;
        }

        /** Makes types and resources of another interface known under their names there. */
        public Builder use(HostInterface other, String... labels) {
            for (String label : labels) {
                HostResource resource = other.resource(label);
                DefinedType type = other.type(label);
                if (resource != null) {
                    resources.put(label, resource);
                } else if (type instanceof WitType) {
                    usedTypes.put(label, type);
                } else {
                    throw new WitException("no type `" + label + "` in " + other);
                }
            }
            return this;
        }

        /**
         * Names a resource type whose resources are objects of a class.
         *
         * @param destructor called when the guest drops an owned handle, or null
         */
        public <T> Builder resource(String label, Class<T> javaClass, Consumer<? super T> destructor) {
            Consumer<Object> drop = destructor == null ? null : resource -> destructor.accept(javaClass.cast(resource));
            resources.put(label, new HostResource(new ResourceType(label), javaClass, drop));
            return this;
        }

        /**
         * Implements a function.
         *
         * @param label as in the component's import: {@code now}, {@code [method]descriptor.read},
         *     {@code [static]fields.from-list}, {@code [constructor]fields}
         * @param signature such as {@code func(len: u64) -> list<u8>}; methods need not mention {@code self}, nor
         *     constructors their result
         */
        public Builder function(String label, String signature, HostFunction function) {
            functions.put(label, new Declared(signature, function));
            return this;
        }

        /** The interface. */
        public HostInterface build() {
            return new HostInterface(this);
        }
    }
}
