/** WIT files as they are written, with positions, before names are resolved. */
package dev.perigord.wasm.component.wit.syntax;
