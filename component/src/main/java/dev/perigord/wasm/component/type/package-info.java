/**
 * The types of the component model: value types with their memory layout, functions, instances, components, resources
 * (Explainer "Type definitions"). Depends only on the core engine's types.
 */
package dev.perigord.wasm.component.type;
