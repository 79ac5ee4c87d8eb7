package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.TruffleLanguage.Env;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.file.Path;

/** The two ways to open a directory. */
enum Backend {
    HOST {
        @Override
        DirectoryHandle open(Env env, Path directory) throws WasiException {
            return HostDirectory.open(directory);
        }
    },
    VIRTUAL {
        @Override
        DirectoryHandle open(Env env, Path directory) {
            return new VirtualDirectory(env.getPublicTruffleFile(directory.toString()));
        }
    };

    abstract DirectoryHandle open(Env env, Path directory) throws WasiException;
}
