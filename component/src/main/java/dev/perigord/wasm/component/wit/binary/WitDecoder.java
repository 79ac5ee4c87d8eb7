package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.syntax.CustomSection;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.validation.ComponentValidator;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeSizes;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.component.wit.resolve.InterfaceOrder;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the WIT in binaries: the packages that one encodes, or the world of a component. */
public final class WitDecoder {
    /** The package that stands for a component, whose world is {@code root}. */
    private static final PackageName COMPONENT = new PackageName("root", "component", "");

    private static final Set<Feature> FEATURES = EnumSet.allOf(Feature.class);

    private final TypeDecoder types = new TypeDecoder();
    private final Map<InterfaceName, InterfaceDraft> interfaces = new LinkedHashMap<>();

    private WitDecoder() {}

    /** Packages of which one is what the binary is about. */
    public record Decoded(Packages packages, PackageName main) {}

    /**
     * The packages of an encoded package, or those that make up the world of a component.
     *
     * @throws WitException if WIT cannot describe it
     * @throws dev.perigord.wasm.module.MalformedException if the bytes are no component
     * @throws dev.perigord.wasm.module.InvalidException if the component breaks a rule
     */
    public static Decoded decode(byte[] bytes) {
        ComponentSyntax syntax = syntax(bytes);
        ComponentValidator.validate(syntax, FEATURES);
        DecodedScope scope = DecodedScope.read(syntax.definitions(), null);
        return isPackage(scope) ? new WitDecoder().packages(scope, syntax, bytes) : new WitDecoder().component(scope);
    }

    /** The definitions of a component with the types of its core modules, which are validated. */
    static ComponentSyntax syntax(byte[] bytes) {
        return ComponentDecoder.decode(bytes, WitDecoder::coreModule);
    }

    private static CoreModuleSource coreModule(byte[] bytes, int offset, int length) {
        CoreModuleType type = CoreModuleType.of(ModuleLoader.decode(bytes, offset, offset + length, FEATURES));
        return () -> type;
    }

    /** Whether a component is an encoded package: it does nothing but export component types. */
    private static boolean isPackage(DecodedScope scope) {
        return scope.imports().isEmpty()
                && !scope.exports().isEmpty()
                && scope.exports().values().stream()
                        .allMatch(each -> each.item() instanceof DecodedItem.Type(var node)
                                && node.syntax() instanceof TypeSyntax.Component);
    }

    // --- components --------------------------------------------------------------------------------------------

    private Decoded component(DecodedScope scope) {
        WitWorld world = world(scope.imports(), scope.exports());
        return finish(new WitPackage(COMPONENT, "", ofPackage(COMPONENT), Map.of("root", world)));
    }

    private WitWorld world(Map<String, DecodedItem.Named> imported, Map<String, DecodedItem.Named> exported) {
        Object owner = new Object();
        Map<String, WorldItem> imports = new LinkedHashMap<>();
        imported.forEach((name, each) -> {
            WorldItem item = each.item() instanceof DecodedItem.Type(var node)
                    ? new WorldItem.Type(types.define(owner, null, each.name(), node))
                    : worldItem(owner, each);
            if (item != null) {
                imports.put(name, item);
            }
        });
        Map<String, WorldItem> exports = new LinkedHashMap<>();
        exported.forEach((name, each) -> {
            WorldItem item = worldItem(owner, each);
            if (item == null) {
                throw new WitException("WIT has no worlds with an export such as `" + name
                        + "`, which is neither a function nor an instance");
            }
            exports.put(name, item);
        });
        return new WitWorld("", Stability.UNKNOWN, imports, exports);
    }

    /** A function or instance; null for anything else. */
    private WorldItem worldItem(Object owner, DecodedItem.Named each) {
        return switch (each.item()) {
            case DecodedItem.Function(var type) -> new WorldItem.Function(types.function(owner, each.name(), type));
            case DecodedItem.Instance instance -> instance(each.name(), instance);
            case DecodedItem.Type _, DecodedItem.Component _, DecodedItem.Other _ -> null;
        };
    }

    private static InterfaceName parse(String name) {
        try {
            return InterfaceName.parse(name);
        } catch (IllegalArgumentException e) {
            throw new WitException("expected the name of an interface or world: " + e.getMessage());
        }
    }

    private WorldItem instance(NameSyntax name, DecodedItem.Instance instance) {
        String implemented = Names.attribute(name, NameSyntax.Kind.IMPLEMENTS);
        String externalId = Names.attribute(name, NameSyntax.Kind.EXTERNAL_ID);
        String interfaceName = implemented.isEmpty() ? name.name() : implemented;
        if (interfaceName.indexOf(':') < 0) {
            InterfaceDraft draft = new InterfaceDraft();
            fill(draft, null, instance);
            return new WorldItem.Inline(draft.finish(), externalId);
        }
        InterfaceName parsed = parse(interfaceName);
        register(parsed, instance);
        return new WorldItem.Interface(parsed, "", Stability.UNKNOWN, externalId);
    }

    /** Adds what an instance shows of an interface to what is known of it. */
    private void register(InterfaceName name, DecodedItem.Instance instance) {
        fill(interfaces.computeIfAbsent(name, _ -> new InterfaceDraft()), name, instance);
    }

    private void fill(InterfaceDraft draft, InterfaceName name, DecodedItem.Instance instance) {
        instance.exports().forEach((label, each) -> {
            switch (each.item()) {
                case DecodedItem.Type(var node) -> {
                    if (draft.types().containsKey(label)) {
                        types.register(draft, name, label, node);
                    } else {
                        draft.types().put(label, types.define(draft, name, each.name(), node));
                    }
                }
                case DecodedItem.Function(var type) -> {
                    if (!draft.functions().containsKey(label)) {
                        draft.functions().put(label, types.function(draft, each.name(), type));
                    }
                }
                case DecodedItem.Instance _, DecodedItem.Component _, DecodedItem.Other _ ->
                    throw new WitException("WIT has no interfaces with an export such as `" + label
                            + "`, which is neither a type nor a" + " function");
            }
        });
    }

    // --- packages ----------------------------------------------------------------------------------------------

    private Decoded packages(DecodedScope scope, ComponentSyntax syntax, byte[] bytes) {
        PackageName main = null;
        List<String> local = new ArrayList<>();
        Map<String, WitWorld> worlds = new LinkedHashMap<>();
        for (DecodedItem.Named each : scope.exports().values()) {
            TypeNode node = ((DecodedItem.Type) each.item()).node();
            TypeSyntax.Component type = (TypeSyntax.Component) node.syntax();
            DecodedScope inner = DecodedScope.read(type.declarations(), node.scope());
            if (inner.exports().size() != 1) {
                throw new WitException("expected one export in the type `"
                        + each.name().name() + "`, found " + inner.exports().size());
            }
            DecodedItem.Named only = inner.exports().values().iterator().next();
            InterfaceName name = parse(only.name().name());
            if (main != null && !main.equals(PackageName.of(name))) {
                throw new WitException("expected package `" + main + "`, found `" + PackageName.of(name) + "`");
            }
            main = PackageName.of(name);
            switch (only.item()) {
                case DecodedItem.Instance instance -> {
                    inner.imports()
                            .values()
                            .forEach(imported -> instance(imported.name(), (DecodedItem.Instance) imported.item()));
                    register(name, instance);
                    if (local.contains(name.interfaceName())) {
                        throw new WitException("interface `" + name + "` is there twice");
                    }
                    local.add(name.interfaceName());
                }
                case DecodedItem.Component(var definitions, var outer) -> {
                    DecodedScope component = DecodedScope.read(definitions, outer);
                    worlds.put(name.interfaceName(), world(component.imports(), component.exports()));
                }
                case DecodedItem.Type _, DecodedItem.Function _, DecodedItem.Other _ ->
                    throw new WitException("expected an instance or component, found `" + name + "`");
            }
        }
        Map<String, WitInterface> own = new LinkedHashMap<>();
        for (String name : local) {
            own.put(name, interfaces.remove(main.item(name)).finish());
        }
        /* A world that stands alone brings what it uses of its package. */
        own.putAll(ofPackage(main));
        WitPackage decoded = new WitPackage(main, "", own, worlds);
        for (CustomSection section : syntax.customSections()) {
            if (section.name().equals(PackageDocs.SECTION)) {
                int end = section.offset() + section.length();
                decoded = PackageDocs.inject(decoded, Arrays.copyOfRange(bytes, section.offset(), end));
            }
        }
        return finish(decoded);
    }

    /** Takes the interfaces of a package out of those that are known. */
    private Map<String, WitInterface> ofPackage(PackageName name) {
        Map<String, WitInterface> own = new LinkedHashMap<>();
        for (InterfaceName each : List.copyOf(interfaces.keySet())) {
            if (PackageName.of(each).equals(name)) {
                own.put(each.interfaceName(), interfaces.remove(each).finish());
            }
        }
        return own;
    }

    /** All packages, those first that others depend on. */
    private Decoded finish(WitPackage main) {
        Map<PackageName, Map<String, WitInterface>> foreign = new LinkedHashMap<>();
        interfaces.forEach((name, draft) -> {
            if (!PackageName.of(name).equals(main.name())) {
                foreign.computeIfAbsent(PackageName.of(name), _ -> new LinkedHashMap<>())
                        .put(name.interfaceName(), draft.finish());
            }
        });
        Map<PackageName, WitPackage> byName = new LinkedHashMap<>();
        foreign.forEach((name, contents) -> byName.put(name, new WitPackage(name, "", contents, Map.of())));
        byName.put(main.name(), main);
        requireOrder(new Packages(byName.values()));
        Set<WitPackage> ordered = new LinkedHashSet<>();
        byName.values().forEach(each -> addAfterDependencies(each, byName, ordered, new LinkedHashSet<>()));
        return new Decoded(new Packages(ordered), main.name());
    }

    /**
     * Requires that interfaces can be read one after the other. Each world is valid, but those of one package may say different
     * things of an interface.
     */
    private static void requireOrder(Packages packages) {
        InterfaceOrder order = new InterfaceOrder(packages::interfaceOf);
        TypeSizes sizes = new TypeSizes(packages::interfaceOf);
        packages.all().forEach(each -> each.interfaces().forEach((name, contents) -> {
            order.require(each.name().item(name));
            contents.types().keySet().forEach(type -> {
                if (sizes.isTooLarge(contents.types(), type)) {
                    throw new WitException("type `" + type + "` of `"
                            + each.name().item(name) + "` is nested more than " + TypeSizes.MAX_DEPTH + " deep");
                }
            });
        }));
    }

    private static void addAfterDependencies(
            WitPackage each, Map<PackageName, WitPackage> all, Set<WitPackage> ordered, Set<PackageName> path) {
        if (ordered.contains(each) || !path.add(each.name())) {
            return;
        }
        each.interfaces().values().forEach(contents -> contents.dependencies().forEach(name -> {
            WitPackage other = all.get(PackageName.of(name));
            if (other != null) {
                addAfterDependencies(other, all, ordered, path);
            }
        }));
        ordered.add(each);
    }
}
