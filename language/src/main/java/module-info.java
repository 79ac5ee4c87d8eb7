/** The Truffle language {@code wasm}: WebAssembly modules and components. */
module dev.perigord.wasm {
    requires dev.perigord.wasm.component;
    requires dev.perigord.wasm.wasi;
    requires transitive dev.perigord.wasm.nodes;
    requires org.graalvm.truffle;
    requires transitive org.graalvm.polyglot;

    exports dev.perigord.wasm.embedding;

    provides com.oracle.truffle.api.provider.TruffleLanguageProvider with
            dev.perigord.wasm.language.WasmLanguageProvider;
}
