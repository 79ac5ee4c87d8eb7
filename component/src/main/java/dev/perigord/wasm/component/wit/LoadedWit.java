package dev.perigord.wasm.component.wit;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.binary.WitEncoder;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.text.WitPrinter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packages of which one is what was asked for, with those that it depends on. */
public record LoadedWit(Packages packages, PackageName main) {
    /** The package that was asked for. */
    public WitPackage mainPackage() {
        return packages.get(main);
    }

    /** The text of the package and of all that it depends on. */
    public String print() {
        List<WitPackage> others = packages.all().stream()
                .filter(each -> !each.name().equals(main))
                .toList();
        return WitPrinter.print(mainPackage(), others);
    }

    /** The package in the binary format. */
    public byte[] encode() {
        return WitEncoder.encode(packages, mainPackage());
    }

    /** The same without the main package's worlds but for one. */
    public LoadedWit withOnly(InterfaceName world) {
        WitPackage owner = packages.get(PackageName.of(world));
        Map<String, WitWorld> worlds =
                Map.of(world.interfaceName(), owner.worlds().get(world.interfaceName()));
        WitPackage reduced = new WitPackage(owner.name(), owner.docs(), owner.interfaces(), worlds);
        return new LoadedWit(
                new Packages(packages.all().stream()
                        .map(each -> each.name().equals(owner.name()) ? reduced : each)
                        .toList()),
                owner.name());
    }

    /**
     * Chooses a world.
     *
     * @param name its label, or its full name; null if there is only one
     * @throws WitException if there is no such world, or if there are several to choose from
     */
    public InterfaceName world(String name) {
        Set<String> worlds = mainPackage().worlds().keySet();
        if (name == null) {
            if (worlds.size() != 1) {
                throw new WitException(
                        worlds.isEmpty()
                                ? "package `" + main + "` has no world"
                                : "package `" + main + "` has several worlds, choose one with --world: "
                                        + String.join(", ", worlds));
            }
            return main.item(worlds.iterator().next());
        }
        if (worlds.contains(name)) {
            return main.item(name);
        }
        InterfaceName full = InterfaceName.tryParse(name).orElse(null);
        WitPackage owner = full == null ? null : packages.get(PackageName.of(full));
        if (owner == null || !owner.worlds().containsKey(full.interfaceName())) {
            throw new WitException("package `" + main + "` has no world `" + name + "`"
                    + (worlds.isEmpty() ? "" : "; it has " + String.join(", ", worlds)));
        }
        return full;
    }
}
