package dev.perigord.wasm.wasi.preview2;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.host.HostInterfaces;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.cli.EnvironmentInterface;
import dev.perigord.wasm.wasi.preview2.cli.ExitInterface;
import dev.perigord.wasm.wasi.preview2.cli.StandardStreamInterfaces;
import dev.perigord.wasm.wasi.preview2.cli.TerminalInterfaces;
import dev.perigord.wasm.wasi.preview2.clocks.MonotonicClockInterface;
import dev.perigord.wasm.wasi.preview2.clocks.TimezoneInterface;
import dev.perigord.wasm.wasi.preview2.clocks.WallClockInterface;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.preview2.filesystem.OpenFiles;
import dev.perigord.wasm.wasi.preview2.filesystem.PreopensInterface;
import dev.perigord.wasm.wasi.preview2.filesystem.TypesInterface;
import dev.perigord.wasm.wasi.preview2.http.HttpInterfaces;
import dev.perigord.wasm.wasi.preview2.io.ErrorInterface;
import dev.perigord.wasm.wasi.preview2.io.PollInterface;
import dev.perigord.wasm.wasi.preview2.io.StreamsInterface;
import dev.perigord.wasm.wasi.preview2.io.Waiting;
import dev.perigord.wasm.wasi.preview2.random.RandomInterfaces;
import dev.perigord.wasm.wasi.preview2.sockets.SocketInterfaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WASI 0.2 for one component instance: what it is granted and what it has open. Components made for any version from
 * 0.2.0 on are served.
 */
public final class Wasi2 implements AutoCloseable {
    private final WasiConfiguration configuration;
    private final OpenFiles files;
    private final HostInterfaces interfaces;

    private Wasi2(WasiConfiguration configuration) throws WasiException {
        this.configuration = configuration;
        this.files = new OpenFiles(configuration.maximumHandles());
        try {
            interfaces = declare(PreopensInterface.open(configuration.preopens(), files));
        } catch (WasiException e) {
            files.close();
            throw e;
        }
    }

    /**
     * Opens what the guest is granted.
     *
     * @throws WasiException if a preopened directory cannot be opened
     */
    @TruffleBoundary
    public static Wasi2 of(WasiConfiguration configuration) throws WasiException {
        return new Wasi2(configuration);
    }

    /** Few components import all packages, and an interface takes time and memory: a package is declared when it is imported. */
    private HostInterfaces declare(PreopensInterface preopens) {
        return HostInterfaces.ofPackages(Map.of(
                "wasi:io", this::io,
                "wasi:clocks", this::clocks,
                "wasi:filesystem", () -> filesystem(preopens),
                "wasi:random", () -> RandomInterfaces.declare(configuration.randomness()),
                "wasi:cli", this::cli,
                "wasi:sockets", this::sockets,
                "wasi:http", this::http));
    }

    private List<HostInterface> io() {
        HostInterface error = ErrorInterface.declare();
        HostInterface poll = PollInterface.declare(new Waiting(configuration.streams()));
        return List.of(error, poll, StreamsInterface.declare(error, poll));
    }

    private List<HostInterface> clocks() {
        HostInterface wallClock = WallClockInterface.declare(configuration.clocks());
        return List.of(
                MonotonicClockInterface.declare(configuration.clocks(), declared("wasi:io/poll")),
                wallClock,
                TimezoneInterface.declare(wallClock));
    }

    private List<HostInterface> filesystem(PreopensInterface preopens) {
        HostInterface types = TypesInterface.declare(
                declared("wasi:io/error"), declared("wasi:io/streams"), declared("wasi:clocks/wall-clock"));
        return List.of(types, preopens.declare(types));
    }

    private List<HostInterface> cli() {
        List<HostInterface> result = new ArrayList<>();
        result.add(EnvironmentInterface.declare(configuration));
        result.add(ExitInterface.declare(configuration.streams()));
        result.addAll(StandardStreamInterfaces.declare(configuration.streams(), declared("wasi:io/streams")));
        result.addAll(TerminalInterfaces.declare(configuration.streams()));
        return result;
    }

    private List<HostInterface> sockets() {
        return SocketInterfaces.declare(
                declared("wasi:io/error"),
                declared("wasi:io/poll"),
                declared("wasi:io/streams"),
                declared("wasi:clocks/monotonic-clock"));
    }

    private List<HostInterface> http() {
        return HttpInterfaces.declare(
                declared("wasi:io/poll"), declared("wasi:io/streams"), declared("wasi:clocks/monotonic-clock"));
    }

    /** Another package's interface. */
    private HostInterface declared(String name) {
        return interfaces.find(name + "@" + Declaration.VERSION).orElseThrow();
    }

    /** The interfaces, to be linked with one component instance. */
    public HostInterfaces interfaces() {
        return interfaces;
    }

    /** How many files and directories are open. */
    public int openFiles() {
        return files.size();
    }

    /** Hands over all output that is still in memory; for when control returns to the host. */
    @TruffleBoundary
    public void flush() {
        configuration.streams().flush();
    }

    /** Flushes the output and closes everything that is open. */
    @Override
    @TruffleBoundary
    public void close() {
        flush();
        files.close();
    }
}
