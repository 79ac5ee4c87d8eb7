/** Prints components in the text format (Explainer.md). */
package dev.perigord.wasm.component.printer;
