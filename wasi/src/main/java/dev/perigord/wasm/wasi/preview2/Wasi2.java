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
            interfaces = HostInterfaces.of(declare());
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

    private List<HostInterface> declare() throws WasiException {
        List<HostInterface> result = new ArrayList<>();
        HostInterface error = ErrorInterface.declare();
        HostInterface poll = PollInterface.declare(new Waiting(configuration.streams()));
        HostInterface streams = StreamsInterface.declare(error, poll);
        HostInterface monotonicClock = MonotonicClockInterface.declare(configuration.clocks(), poll);
        HostInterface wallClock = WallClockInterface.declare(configuration.clocks());
        HostInterface types = TypesInterface.declare(error, streams, wallClock);
        PreopensInterface preopens = PreopensInterface.open(configuration.preopens(), files);
        result.addAll(List.of(error, poll, streams, monotonicClock, wallClock, types, preopens.declare(types)));
        result.add(TimezoneInterface.declare(wallClock));
        result.addAll(RandomInterfaces.declare(configuration.randomness()));
        result.add(EnvironmentInterface.declare(configuration));
        result.add(ExitInterface.declare(configuration.streams()));
        result.addAll(StandardStreamInterfaces.declare(configuration.streams(), streams));
        result.addAll(TerminalInterfaces.declare(configuration.streams()));
        result.addAll(SocketInterfaces.declare(error, poll, streams, monotonicClock));
        result.addAll(HttpInterfaces.declare(poll, streams, monotonicClock));
        return result;
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
