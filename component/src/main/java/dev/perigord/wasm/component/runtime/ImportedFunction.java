package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.linking.ImportPath;

/**
 * A function that a component imports.
 *
 * @param path where it comes from
 * @param call its name and type
 */
public record ImportedFunction(ImportPath path, HostCall call) {}
