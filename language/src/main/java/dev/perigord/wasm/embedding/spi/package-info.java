/** What the language provides for {@link dev.perigord.wasm.embedding}. */
package dev.perigord.wasm.embedding.spi;
