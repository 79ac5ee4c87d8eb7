package dev.perigord.wasm.wasi.preview2.cli;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import java.util.List;

/** {@code wasi:cli/environment}. A guest has no current directory but its preopened ones. */
public final class EnvironmentInterface {
    private EnvironmentInterface() {}

    /** The interface. */
    public static HostInterface declare(WasiConfiguration configuration) {
        List<List<String>> variables = configuration.environment().entrySet().stream()
                .map(variable -> List.of(variable.getKey(), variable.getValue()))
                .toList();
        return Declaration.of("wasi:cli/environment")
                .function("get-environment", "func() -> list<tuple<string, string>>", _ -> variables)
                .function("get-arguments", "func() -> list<string>", _ -> configuration.arguments())
                .function("initial-cwd", "func() -> option<string>", _ -> VariantValue.NONE)
                .build();
    }
}
