/**
 * Writes components that contain others and connect them: what one exports satisfies the imports of another, and the
 * imports that remain are imports of the whole.
 */
package dev.perigord.wasm.component.composition;
