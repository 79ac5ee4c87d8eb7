package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.runtime.Execution;
import java.util.Set;

/**
 * How modules are loaded.
 *
 * @param features those of the optional features that they may use
 * @param execution how their functions run
 */
public record Settings(Set<Feature> features, Execution execution) {
    /** The default features, in the fastest way. */
    public static final Settings DEFAULT = new Settings(Feature.DEFAULT, Execution.AUTO);
}
