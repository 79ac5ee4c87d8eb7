package dev.perigord.wasm.wasi.preview1;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.wasi.HandleTable;
import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/**
 * WASI preview1 for one instance: what it is granted and what it has open.
 *
 * <p>An instance's functions exist before its memory does, so whoever instantiates calls {@link #setMemory} with the
 * memory that the module exports as {@code memory}, and {@link #close} when the context ends.
 */
public final class Preview1 implements AutoCloseable {
    private final Preview1Library library;
    private final WasiConfiguration configuration;
    private final HandleTable<Entry> entries;
    private GuestMemory memory;

    private Preview1(Preview1Library library, WasiConfiguration configuration) {
        this.library = library;
        this.configuration = configuration;
        this.entries = new HandleTable<>(configuration.maximumHandles());
    }

    @TruffleBoundary
    static Preview1 create(Preview1Library library, WasiConfiguration configuration) throws WasiException {
        Preview1 result = new Preview1(library, configuration);
        try {
            result.entries.add(new Entry.Input(configuration.streams().input()));
            result.entries.add(new Entry.Output(configuration.streams().output()));
            result.entries.add(new Entry.Output(configuration.streams().error()));
            for (Preopen preopen : configuration.preopens()) {
                result.addEntry(new Entry.Directory(preopen.open(), preopen.guestPath()));
            }
            return result;
        } catch (WasiException e) {
            result.close();
            throw e;
        }
    }

    /** A function under its name, or {@code null} if preview1 has none of it. */
    public WasmFunction find(String name) {
        FunctionCode code = library.code(name);
        return code == null ? null : new WasmFunction(code, this);
    }

    /** Says where the guest's pointers point. */
    public void setMemory(WasmMemory value) {
        memory = new GuestMemory(value);
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
        entries.clear().forEach(Entry::close);
    }

    GuestMemory memory() {
        if (memory == null) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(null);
        }
        return memory;
    }

    WasiConfiguration configuration() {
        return configuration;
    }

    HandleTable<Entry> entries() {
        return entries;
    }

    /** Adds what was opened; closes it if the guest has too much open already. */
    int addEntry(Entry entry) throws WasiException {
        try {
            return entries.add(entry);
        } catch (WasiException e) {
            entry.close();
            throw e;
        }
    }

    /** A file that is open. */
    Entry.File file(int number) throws WasiException {
        return switch (entries.get(number)) {
            case Entry.File file -> file;
            case Entry.Directory _, Entry.Input _, Entry.Output _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        };
    }

    /** A directory that is open. */
    Entry.Directory directory(int number) throws WasiException {
        return switch (entries.get(number)) {
            case Entry.Directory directory -> directory;
            case Entry.File _, Entry.Input _, Entry.Output _ -> throw new WasiException(ErrorCode.NOT_DIRECTORY);
        };
    }
}
