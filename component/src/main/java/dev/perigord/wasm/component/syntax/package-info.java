/** What a component says, before anything is known about whether it makes sense: the common result of the binary
 * decoder and of the text parser (Explainer "Grammar"). Indices are unsigned and unchecked. */
package dev.perigord.wasm.component.syntax;
