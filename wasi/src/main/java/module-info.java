/** WASI host interfaces: what a guest may see and do outside of WebAssembly. */
module dev.perigord.wasm.wasi {
    requires transitive dev.perigord.wasm.component;
    requires transitive dev.perigord.wasm.nodes;
    requires transitive org.graalvm.truffle;

    exports dev.perigord.wasm.wasi;
    exports dev.perigord.wasm.wasi.cli;
    exports dev.perigord.wasm.wasi.clocks;
    exports dev.perigord.wasm.wasi.filesystem;
    exports dev.perigord.wasm.wasi.io;
    exports dev.perigord.wasm.wasi.preview1;
    exports dev.perigord.wasm.wasi.preview2;
    exports dev.perigord.wasm.wasi.random;
}
