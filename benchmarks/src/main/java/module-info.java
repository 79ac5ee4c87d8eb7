/** JMH benchmarks, and the comparison with other engines. */
module dev.perigord.wasm.benchmarks {
    requires com.google.gson;
    requires dev.perigord.wasm;
    requires java.management;
    requires jmh.core;
    requires org.graalvm.polyglot;
    requires static run.endive.compiler;
    requires static run.endive.runtime;
    requires static run.endive.wasi;
    requires static run.endive.wasm;
}
