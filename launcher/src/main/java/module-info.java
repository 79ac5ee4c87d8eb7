/** The command {@code wasm}. */
module dev.perigord.wasm.launcher {
    requires dev.perigord.wasm;
    requires org.graalvm.launcher;
    requires org.graalvm.polyglot;

    exports dev.perigord.wasm.launcher to
            org.graalvm.launcher;
}
