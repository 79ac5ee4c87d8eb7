package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.instantiation.Store;

/**
 * What all component instances of one context share.
 *
 * @param core the limits of memories and tables
 * @param limits the limits of component instances
 */
public record ComponentStore(Store core, ComponentLimits limits) {}
