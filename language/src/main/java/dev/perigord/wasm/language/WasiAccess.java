package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleLanguage;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.HostImports;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.StandardStreams;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview1.Preview1;
import dev.perigord.wasm.wasi.preview1.Preview1Library;
import dev.perigord.wasm.wasi.preview2.Wasi2;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.options.OptionValues;

/** WASI as a context grants it: its streams, arguments, environment, and the directories of its options. */
final class WasiAccess {
    private static final String SEPARATOR = "::";

    private final Preview1Library preview1;
    private final TruffleLanguage.Env env;
    /** What closes the WASI of each instance. */
    private final List<Runnable> instances = new ArrayList<>();

    private WasiConfiguration configuration;

    WasiAccess(Preview1Library preview1, TruffleLanguage.Env env) {
        this.preview1 = preview1;
        this.env = env;
    }

    /** WASI 0.1 for a new instance. */
    synchronized Preview1 preview1() {
        try {
            Preview1 instance = preview1.instantiate(configuration());
            instances.add(instance::close);
            return instance;
        } catch (WasiException e) {
            throw cannotOpen(e);
        }
    }

    /** WASI 0.2 for a new component instance. */
    synchronized ComponentImports componentImports() {
        try {
            Wasi2 instance = Wasi2.of(configuration());
            instances.add(instance::close);
            return new HostImports(instance.interfaces());
        } catch (WasiException e) {
            throw cannotOpen(e);
        }
    }

    /** What guests of the context are granted. */
    synchronized WasiConfiguration configuration() {
        if (configuration == null) {
            configuration = configure();
        }
        return configuration;
    }

    private WasiConfiguration configure() {
        OptionValues options = env.getOptions();
        String terminals = options.get(WasmOptions.Terminals);
        WasiConfiguration.Builder builder = WasiConfiguration.builder()
                .arguments(List.of(options.get(WasmOptions.ProgramName)))
                .arguments(List.of(env.getApplicationArguments()))
                .environment(env.getEnvironment())
                .streams(StandardStreams.of(
                        env.in(),
                        env.out(),
                        env.err(),
                        new StandardStreams.Terminals(
                                terminals.contains("0"), terminals.contains("1"), terminals.contains("2"))))
                .maximumHandles(options.get(WasmOptions.MaxHandles));
        options.get(WasmOptions.Dirs)
                .lines()
                .filter(line -> !line.isBlank())
                .map(this::preopen)
                .forEach(builder::preopen);
        return builder.build();
    }

    private Preopen preopen(String line) {
        int separator = line.indexOf(SEPARATOR);
        String host = separator < 0 ? line : line.substring(0, separator);
        String guest = separator < 0 ? line : line.substring(separator + SEPARATOR.length());
        if (!env.isFileIOAllowed()) {
            throw new LinkException("the directory " + host + " is not granted: the context has no file access");
        }
        try {
            TruffleFile directory = env.getPublicTruffleFile(host);
            if (!directory.isDirectory()) {
                throw new LinkException("no such directory: " + host);
            }
            boolean onHost = env.getOptions().get(WasmOptions.HostDirs) && env.isNativeAccessAllowed();
            return new Preopen(directory, onHost ? Path.of(host) : null, guest, false);
        } catch (InvalidPathException | UnsupportedOperationException e) {
            throw new LinkException("no such directory: " + host);
        }
    }

    private LinkException cannotOpen(WasiException e) {
        String directories =
                String.join(", ", env.getOptions().get(WasmOptions.Dirs).lines().toList());
        return new LinkException("cannot open the directories " + directories + ": " + e.getMessage());
    }

    /** Writes out what is buffered and closes what instances hold. */
    synchronized void close() {
        instances.forEach(Runnable::run);
        instances.clear();
    }
}
