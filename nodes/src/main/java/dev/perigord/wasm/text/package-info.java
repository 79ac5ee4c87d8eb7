/**
 * The text format (spec 6) and the test scripts written in it.
 *
 * <p>The parser encodes: it turns text into a binary module and a map from code offsets back to the text, so that
 * decoding and validation exist once, for the binary format. It depends on the module model alone.
 */
package dev.perigord.wasm.text;
