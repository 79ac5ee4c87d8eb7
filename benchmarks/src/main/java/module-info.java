/** JMH benchmarks. */
module dev.perigord.wasm.benchmarks {
    requires jmh.core;
    requires org.graalvm.polyglot;
}
