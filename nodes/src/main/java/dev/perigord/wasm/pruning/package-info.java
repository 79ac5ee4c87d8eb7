/** Takes out of a core module what nothing that it exports needs. */
package dev.perigord.wasm.pruning;
