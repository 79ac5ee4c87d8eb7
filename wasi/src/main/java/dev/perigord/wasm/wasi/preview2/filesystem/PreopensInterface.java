package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import java.util.ArrayList;
import java.util.List;

/** {@code wasi:filesystem/preopens}. However often a guest asks, each directory is open once. */
public final class PreopensInterface {
    private final OpenFiles files;
    private final List<Opened> opened = new ArrayList<>();

    private record Opened(OpenFile directory, Preopen preopen) {}

    private PreopensInterface(OpenFiles files) {
        this.files = files;
    }

    /**
     * Opens the directories.
     *
     * @throws WasiException if one is none
     */
    public static PreopensInterface open(List<Preopen> preopens, OpenFiles files) throws WasiException {
        PreopensInterface result = new PreopensInterface(files);
        for (Preopen preopen : preopens) {
            result.opened.add(new Opened(files.add(preopen.open()), preopen));
        }
        return result;
    }

    /** The interface. */
    public HostInterface declare(HostInterface types) {
        return Declaration.of("wasi:filesystem/preopens")
                .use(types, "descriptor")
                .function("get-directories", "func() -> list<tuple<descriptor, string>>", _ -> directories())
                .build();
    }

    private List<List<Object>> directories() {
        return opened.stream().map(this::directory).toList();
    }

    private List<Object> directory(Opened found) {
        OpenFile directory = found.directory.retain();
        return List.of(
                GuestDescriptor.preopened(files, directory, found.preopen.readOnly()), found.preopen.guestPath());
    }
}
