/** Makes components of core modules that say which world they are for: lowers what they import, lifts what they export. */
package dev.perigord.wasm.component.wrapping;
