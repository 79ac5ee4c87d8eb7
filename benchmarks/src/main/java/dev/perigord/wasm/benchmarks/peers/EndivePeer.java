package dev.perigord.wasm.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasi.WasiExitException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** Endive: {@code compiled|interpreter COMMAND}, see {@link Driver}. */
public final class EndivePeer implements Guest {
    private final boolean compiled;

    private EndivePeer(boolean compiled) {
        this.compiled = compiled;
    }

    /** Carries out one command. */
    public static void main(String[] arguments) throws InterruptedException {
        Driver.drive(
                new EndivePeer(arguments[0].equals("compiled")),
                Arrays.asList(arguments).subList(1, arguments.length));
    }

    private Instance.Builder builder(WasmModule module, Function<Instance, Machine> factory) {
        Instance.Builder builder = Instance.builder(module);
        return factory == null ? builder : builder.withMachineFactory(factory);
    }

    /** What executes a module's functions; {@code null} is the interpreter. */
    private Function<Instance, Machine> factory(WasmModule module) {
        return compiled ? MachineFactoryCompiler.compile(module) : null;
    }

    private static WasiPreview1 wasi(List<Directory> directories, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("wasm"));
        all.addAll(arguments);
        WasiOptions.Builder options = WasiOptions.builder().inheritSystem().withArguments(all);
        for (Directory directory : directories) {
            options.withDirectory(directory.guest(), Path.of(directory.host()));
        }
        return WasiPreview1.builder().withOptions(options.build()).build();
    }

    @Override
    public String version() {
        return "Endive "
                + Objects.requireNonNullElse(
                        Instance.class.getPackage().getImplementationVersion(),
                        Path.of(Instance.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                                .getFileName()
                                .toString()
                                .replaceAll("[^0-9.]|\\.jar", ""))
                + ", Java " + Runtime.version();
    }

    @Override
    public Kernel kernel(Path file) {
        WasmModule module = Parser.parse(file);
        ExportFunction function = builder(module, factory(module)).build().export("run");
        return n -> (int) function.apply(n)[0];
    }

    @Override
    public int program(Path file, List<Directory> directories, List<String> arguments) {
        try (WasiPreview1 wasi = wasi(directories, arguments)) {
            WasmModule module = Parser.parse(file);
            // Instantiating calls _start.
            builder(module, factory(module))
                    .withImportValues(ImportValues.builder()
                            .addFunction(wasi.toHostFunctions())
                            .build())
                    .build();
            return 0;
        } catch (WasiExitException e) {
            return e.exitCode();
        }
    }

    @Override
    public String call(Path file, String function, String argument) {
        WasmModule module = Parser.parse(file);
        Instance instance = builder(module, factory(module)).build();
        return new StringFunction(new EndiveInstance(instance), function).call(argument);
    }

    @Override
    public InstanceMaker instances(Path file) {
        WasmModule module = Parser.parse(file);
        Function<Instance, Machine> factory = factory(module);
        return () -> builder(module, factory)
                .withStart(false)
                .withImportValues(ImportValues.builder()
                        .addFunction(wasi(List.of(), List.of()).toHostFunctions())
                        .build())
                .build();
    }
}
