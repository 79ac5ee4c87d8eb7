package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** {@code wasi:io/error}. */
public final class ErrorInterface {
    private ErrorInterface() {}

    /** The interface. */
    public static HostInterface declare() {
        Declaration declaration = Declaration.of("wasi:io/error");
        declaration
                .resource("error", IoError.class, null)
                .method("to-debug-string", "func() -> string", (self, _) -> self.code()
                        .witName());
        return declaration.build();
    }
}
