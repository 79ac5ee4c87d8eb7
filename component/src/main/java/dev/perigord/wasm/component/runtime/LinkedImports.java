package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the imports of one instance are. The arrays are not copied.
 *
 * @param functions by the index of the imported function; a {@link ComponentFunction} where another instance provides it
 * @param resources by resource index; null where the component itself defines it
 * @param destructors what dropping an owned resource of the host does, by resource index; null where there is nothing to
 *     do
 * @param modules by where the host provides them
 * @param providers the instances that are linked with the new one
 */
public record LinkedImports(
        HostFunction[] functions,
        RuntimeResource[] resources,
        Consumer<Object>[] destructors,
        Map<ImportPath, WasmModule> modules,
        Set<ComponentInstance> providers) {}
