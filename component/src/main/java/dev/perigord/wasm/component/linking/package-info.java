/** Computes once per component what an instantiation has to do: a flat list of steps in which nested instantiations are
 * inlined and aliases are resolved, so that instantiating only executes it. */
package dev.perigord.wasm.component.linking;
