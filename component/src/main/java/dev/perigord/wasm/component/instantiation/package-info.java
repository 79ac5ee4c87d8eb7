/** From bytes to a component that can be instantiated, and from there, with imports, to an instance. */
package dev.perigord.wasm.component.instantiation;
