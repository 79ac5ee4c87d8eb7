/**
 * The text format of components (Explainer.md), on the grammar of the core text format.
 *
 * <p>The parser encodes: it turns text into a binary component and a map from code offsets back to the text, so that
 * decoding and validation exist once, for the binary format.
 */
package dev.perigord.wasm.component.text;
