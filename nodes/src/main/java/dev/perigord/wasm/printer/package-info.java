/**
 * Prints modules in the text format (spec 6), so that parsing the text gives the same module.
 *
 * <p>{@link dev.perigord.wasm.printer.ModulePrinter} is the way in.
 */
package dev.perigord.wasm.printer;
