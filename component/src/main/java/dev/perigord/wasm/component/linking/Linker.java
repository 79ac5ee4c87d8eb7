package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import dev.perigord.wasm.module.InvalidException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Walks a valid component as an instantiation would and writes down what has to be done. */
public final class Linker {
    /** How many instantiations may be nested, and how many component instances there may be. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_INSTANCES = 10_000;

    private final PlanBuilder plan = new PlanBuilder();

    private Linker() {}

    /** Computes the plan of a component; it is open if the component imports components. */
    public static LinkPlan link(ValidatedComponent root) {
        return link(root, Map.of());
    }

    /**
     * Computes the plan of a component.
     *
     * @param components the components that it imports; without any of them the plan is open
     * @throws InvalidException if it would make too many instances
     */
    public static LinkPlan link(ValidatedComponent root, Map<ImportPath, ValidatedComponent> components) {
        Linker linker = new Linker();
        HostItems items = new HostItems(linker.plan, components);
        Map<String, LinkedItem> arguments = rootArguments(root, items);
        if (items.isOpen()) {
            return linker.plan.build(Map.of(), true);
        }
        int instance = linker.plan.addInstance(
                ComponentInstanceInfo.NO_PARENT, root.syntax().name());
        Frame frame = new Frame(root, null, instance, 0, arguments);
        linker.run(frame);
        return linker.plan.build(frame.exports, false);
    }

    /** What the host will provide; its resource types are resources of the plan from the beginning. */
    private static Map<String, LinkedItem> rootArguments(ValidatedComponent root, HostItems items) {
        Map<String, LinkedItem> arguments = new LinkedHashMap<>();
        root.type().imports().forEach((name, type) -> arguments.put(name, items.importItem(name, type)));
        return arguments;
    }

    private void run(Frame frame) {
        for (Located located : frame.component.syntax().definitions()) {
            define(frame, located.definition());
        }
    }

    private void define(Frame frame, Definition definition) {
        switch (definition) {
            case Definition.CoreModule(var source) ->
                frame.modules.add(new LinkedItem.Module(new ModuleSource.Contained(source)));
            case Definition.CoreInstantiate instantiate -> coreInstantiate(frame, instantiate);
            case Definition.CoreInlineInstance(var exports) -> {
                Map<String, CoreItem> items = new HashMap<>();
                exports.forEach(export -> items.put(export.name().name(), coreItem(frame, export.item())));
                frame.coreInstances.add(new Frame.CoreInstance(-1, items));
            }
            case Definition.NestedComponent _ ->
                frame.components.add(
                        new LinkedItem.Component(frame.component.nested().get(frame.nested++), frame));
            case Definition.Instantiate instantiate -> instantiate(frame, instantiate);
            case Definition.InlineInstance(var exports) -> {
                Map<String, LinkedItem> items = new LinkedHashMap<>();
                exports.forEach(export -> items.put(export.name().name(), item(frame, export.item())));
                frame.instances.add(new LinkedItem.Instance(items));
            }
            case Definition.ExportAlias alias ->
                frame.add(frame.instances.get(alias.instance()).exports().get(alias.name()));
            case Definition.CoreExportAlias alias -> coreAlias(frame, alias);
            case Definition.OuterAlias alias -> outerAlias(frame, alias);
            case Definition.Type(TypeSyntax.Resource resource) -> resource(frame, resource);
            case Definition.Type _ -> frame.types++;
            case Definition.Canonical(Canon canon) -> canon(frame, canon);
            case Definition.Import item -> {
                String name = item.name().name();
                LinkedItem argument = frame.arguments.get(name);
                frame.bind(frame.component.type().imports().get(name), argument);
                frame.add(argument);
            }
            case Definition.Export export -> export(frame, export.name().name(), item(frame, export.item()));
            case Definition.Value _ -> {
                plan.lacks(NewerFeatures.VALUES);
                frame.add(new LinkedItem.Value());
            }
            case Definition.Start start -> {
                plan.lacks(NewerFeatures.START);
                for (int i = 0; i < start.results(); i++) {
                    frame.add(new LinkedItem.Value());
                }
            }
            case Definition.CoreType _, Definition.ExportDeclaration _ -> {}
        }
    }

    private void coreInstantiate(Frame frame, Definition.CoreInstantiate definition) {
        Map<String, Frame.CoreInstance> arguments = new HashMap<>();
        definition.arguments().forEach(a -> arguments.put(a.name(), frame.coreInstances.get(a.instance())));
        ModuleSource module = frame.modules.get(definition.module()).source();
        var items = module.type().imports().stream()
                .map(wanted -> arguments.get(wanted.module()).export(wanted.name()))
                .toList();
        int instance = plan.instantiate(module, frame.instance, items);
        frame.coreInstances.add(new Frame.CoreInstance(instance, null));
    }

    private void instantiate(Frame frame, Definition.Instantiate definition) {
        LinkedItem.Component target = frame.components.get(definition.component());
        if (frame.depth >= MAX_DEPTH || plan.instanceCount() >= MAX_INSTANCES) {
            throw new InvalidException("too many component instances");
        }
        Map<String, LinkedItem> arguments = new HashMap<>();
        definition.arguments().forEach(a -> arguments.put(a.name(), item(frame, a.item())));
        int instance =
                plan.addInstance(frame.instance, target.component().syntax().name());
        Frame inner = new Frame(target.component(), target.definedIn(), instance, frame.depth + 1, arguments);
        run(inner);
        InstanceType declared = frame.component.instances().get(frame.instances.size());
        LinkedItem.Instance made = new LinkedItem.Instance(inner.exports);
        frame.bind(declared, made);
        frame.instances.add(made);
    }

    private void export(Frame frame, String name, LinkedItem item) {
        ItemType declared = frame.component.type().exports().get(name);
        frame.bind(declared, item);
        LinkedItem ascribed = HostItems.ascribe(item, frame.resources.apply(declared));
        frame.exports.put(name, ascribed);
        frame.add(ascribed);
    }

    private static LinkedItem item(Frame frame, SortIndex reference) {
        int index = reference.index();
        return switch (reference.sort()) {
            case CORE_MODULE -> frame.modules.get(index);
            case FUNC -> frame.functions.get(index);
            case TYPE -> new LinkedItem.Type(frame.type(index));
            case COMPONENT -> frame.components.get(index);
            case INSTANCE -> frame.instances.get(index);
            case VALUE -> frame.values.get(index);
            default -> throw new IllegalStateException(reference.sort().text());
        };
    }

    private static CoreItem coreItem(Frame frame, SortIndex reference) {
        int index = reference.index();
        return switch (reference.sort()) {
            case CORE_FUNC -> frame.coreFunctions.get(index);
            case CORE_TABLE -> frame.coreTables.get(index);
            case CORE_MEMORY -> frame.coreMemories.get(index);
            case CORE_GLOBAL -> frame.coreGlobals.get(index);
            case CORE_TAG -> frame.coreTags.get(index);
            default -> throw new IllegalStateException(reference.sort().text());
        };
    }

    private static void coreAlias(Frame frame, Definition.CoreExportAlias alias) {
        CoreItem item = frame.coreInstances.get(alias.instance()).export(alias.name());
        switch (alias.sort()) {
            case CORE_FUNC -> frame.coreFunctions.add(item);
            case CORE_TABLE -> frame.coreTables.add(item);
            case CORE_MEMORY -> frame.coreMemories.add(item);
            case CORE_GLOBAL -> frame.coreGlobals.add(item);
            case CORE_TAG -> frame.coreTags.add(item);
            default -> throw new IllegalStateException(alias.sort().text());
        }
    }

    private static void outerAlias(Frame frame, Definition.OuterAlias alias) {
        Frame target = frame;
        for (int i = 0; i < alias.count(); i++) {
            target = target.definedIn;
        }
        switch (alias.sort()) {
            case CORE_MODULE -> frame.modules.add(target.modules.get(alias.index()));
            case COMPONENT -> frame.components.add(target.components.get(alias.index()));
            case TYPE -> frame.types++;
            default -> {
                if (alias.sort() != Sort.CORE_TYPE) {
                    throw new IllegalStateException(alias.sort().text());
                }
            }
        }
    }

    private void resource(Frame frame, TypeSyntax.Resource definition) {
        ResourceType declared = (ResourceType) frame.component.types().get(frame.types++);
        boolean hasDestructor = definition.destructor() != TypeSyntax.Resource.NO_DESTRUCTOR;
        int destructor = hasDestructor
                ? plan.functionSlot(frame.coreFunctions.get((int) definition.destructor()))
                : LinkedResource.NONE;
        ResourceType made = new ResourceType(nameOf(frame, declared));
        frame.resources.put(declared, made);
        plan.defineResource(made, frame.instance, destructor);
    }

    /** The name under which a component exports a resource that it defines, for messages. */
    private static String nameOf(Frame frame, ResourceType declared) {
        for (var type : frame.component.types()) {
            if (type instanceof ResourceType resource
                    && resource.isSame(declared)
                    && !resource.name().isEmpty()) {
                return resource.name();
            }
        }
        return declared.name();
    }

    private void canon(Frame frame, Canon canon) {
        CanonLinker canons = new CanonLinker(plan, frame);
        switch (canon) {
            case Canon.Lift lift -> frame.functions.add(canons.lift(lift));
            case Canon.Lower lower -> frame.coreFunctions.add(canons.lower(lower));
            case Canon.Builtin builtin -> frame.coreFunctions.add(canons.builtin(builtin));
        }
    }
}
