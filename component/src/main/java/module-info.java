/** Components: types, binary format, validation, linking, canonical ABI, host interfaces. */
module dev.perigord.wasm.component {
    requires transitive dev.perigord.wasm.nodes;
    requires transitive org.graalvm.truffle;

    exports dev.perigord.wasm.component.binary;
    exports dev.perigord.wasm.component.composition;
    exports dev.perigord.wasm.component.host;
    exports dev.perigord.wasm.component.instantiation;
    exports dev.perigord.wasm.component.interop;
    exports dev.perigord.wasm.component.linking;
    exports dev.perigord.wasm.component.name;
    exports dev.perigord.wasm.component.printer;
    exports dev.perigord.wasm.component.runtime;
    exports dev.perigord.wasm.component.syntax;
    exports dev.perigord.wasm.component.task;
    exports dev.perigord.wasm.component.text;
    exports dev.perigord.wasm.component.type;
    exports dev.perigord.wasm.component.validation;
    exports dev.perigord.wasm.component.value;
    exports dev.perigord.wasm.component.wave;
    exports dev.perigord.wasm.component.wit;
    exports dev.perigord.wasm.component.wit.binary;
    exports dev.perigord.wasm.component.wit.model;
    exports dev.perigord.wasm.component.wit.resolve;
    exports dev.perigord.wasm.component.wit.syntax;
    exports dev.perigord.wasm.component.wit.text;
    exports dev.perigord.wasm.component.wrapping;
}
