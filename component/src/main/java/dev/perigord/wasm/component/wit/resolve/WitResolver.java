package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import dev.perigord.wasm.component.wit.syntax.WitFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves files to packages (WIT.md "Package Names", "Name resolution"). */
public final class WitResolver {
    private final Features features;
    private final Map<String, PackageSource> sources = new LinkedHashMap<>();
    private final Environment environment = new Environment();

    /** A resolver for packages with some features. */
    public WitResolver(Features features) {
        this.features = features;
    }

    /** Adds packages that are resolved already, such as those of a binary. */
    public void addResolved(Packages packages) {
        packages.all().forEach(each -> {
            if (!environment.packages().containsKey(each.name())) {
                environment.add(each);
            }
        });
    }

    /**
     * Adds the files of one package, and of those nested in them.
     *
     * @return the package that the files are about: the first, if they only have nested ones
     * @throws WitException if the files contradict each other or a package is there already
     */
    public PackageName add(List<WitFile> files) {
        List<PackageSource> found = PackageSource.of(files);
        for (PackageSource source : found) {
            PackageSource other = sources.putIfAbsent(source.name().toString(), source);
            if (other != null) {
                throw source.position()
                        .error("package `" + source.name() + "` is defined more than once; also in "
                                + other.position());
            }
        }
        return found.getFirst().name();
    }

    /**
     * Resolves all that was added.
     *
     * @throws WitException if a name means nothing, is there twice, or depends on itself
     */
    public Packages resolve() {
        environment.packages().values().forEach(each -> each.interfaces()
                .keySet()
                .forEach(name -> environment.order().require(each.name().item(name))));
        Map<String, List<Name>> dependencies = new LinkedHashMap<>();
        environment.packages().keySet().forEach(name -> dependencies.put(name.toString(), List.of()));
        sources.forEach((name, source) -> dependencies.put(name, dependencies(source)));
        for (String name : TopologicalOrder.of("package", dependencies)) {
            if (sources.containsKey(name)) {
                environment.add(PackageResolver.resolve(sources.get(name), features, environment));
            }
        }
        return new Packages(environment.packages().values());
    }

    private static List<Name> dependencies(PackageSource source) {
        Map<String, Name> names = new LinkedHashMap<>();
        source.parts().forEach(part -> part.items().forEach(item -> {
            for (UsePath path : UsedPaths.of(item)) {
                PackageName target = path.packageName();
                if (target != null && !target.equals(source.name())) {
                    names.putIfAbsent(target.toString(), new Name(target.toString(), path.position()));
                }
            }
        }));
        return List.copyOf(names.values());
    }
}
