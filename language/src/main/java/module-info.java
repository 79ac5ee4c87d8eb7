/** The Truffle language {@code wasm}: WebAssembly modules and components. */
module dev.perigord.wasm {
    requires dev.perigord.wasm.component;
    requires dev.perigord.wasm.wasi;
    requires transitive dev.perigord.wasm.nodes;
    requires org.graalvm.polyglot;
    requires org.graalvm.truffle;

    provides com.oracle.truffle.api.provider.TruffleLanguageProvider with
            dev.perigord.wasm.language.WasmLanguageProvider;
}
