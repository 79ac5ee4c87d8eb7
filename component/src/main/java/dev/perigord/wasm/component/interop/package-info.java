/** Components, their instances and values as polyglot objects, and polyglot objects as imports of components. */
package dev.perigord.wasm.component.interop;
