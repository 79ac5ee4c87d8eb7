/** The Truffle language {@code wasm}: WebAssembly modules and components. */
@SuppressWarnings("module") // The launcher is compiled later.
module dev.perigord.wasm {
    requires dev.perigord.wasm.component;
    requires dev.perigord.wasm.wasi;
    requires transitive dev.perigord.wasm.nodes;
    requires org.graalvm.truffle;
    requires transitive org.graalvm.polyglot;

    exports dev.perigord.wasm.language to
            dev.perigord.wasm.launcher;
    exports dev.perigord.wasm.embedding;

    uses dev.perigord.wasm.embedding.spi.SharedMemoryAllocator;

    provides dev.perigord.wasm.embedding.spi.SharedMemoryAllocator with
            dev.perigord.wasm.language.HostMemory.Allocator;
    provides com.oracle.truffle.api.provider.TruffleLanguageProvider with
            dev.perigord.wasm.language.WasmLanguageProvider;
}
