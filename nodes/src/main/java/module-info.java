/** Core WebAssembly: module model, formats, validation, Truffle nodes and runtime objects. */
module dev.perigord.wasm.nodes {
    requires transitive org.graalvm.truffle;
    requires jdk.unsupported;

    exports dev.perigord.wasm.binary;
    exports dev.perigord.wasm.builder;
    exports dev.perigord.wasm.instantiation;
    exports dev.perigord.wasm.module;
    exports dev.perigord.wasm.nodes;
    exports dev.perigord.wasm.nodes.call;
    exports dev.perigord.wasm.printer;
    exports dev.perigord.wasm.pruning;
    exports dev.perigord.wasm.runtime;
    exports dev.perigord.wasm.runtime.continuation;
    exports dev.perigord.wasm.text;
    exports dev.perigord.wasm.validation;
}
