/** Decodes the binary format of components (Binary.md). */
package dev.perigord.wasm.component.binary;
