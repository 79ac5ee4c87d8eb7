package dev.perigord.wasm.benchmarks.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/**
 * Perigord or GraalWasm, whichever is on the class path, through the polyglot API: {@code perigord|graalwasm
 * [--option NAME=VALUE]... COMMAND}, see {@link Driver}.
 */
public final class PolyglotPeer implements Guest {
    private static final String LANGUAGE = "wasm";

    /** Perigord runs programs by a function of its own; GraalWasm has built-in modules instead. */
    private final boolean perigord;

    private final List<String> options;

    private PolyglotPeer(boolean perigord, List<String> options) {
        this.perigord = perigord;
        this.options = options;
    }

    /** Carries out one command. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> options = new ArrayList<>();
        int at = 1;
        while (arguments[at].equals("--option")) {
            options.add(arguments[at + 1]);
            at += 2;
        }
        Driver.drive(
                new PolyglotPeer(arguments[0].equals("perigord"), options),
                Arrays.asList(arguments).subList(at, arguments.length));
    }

    private Context context(List<Directory> directories, List<String> arguments) {
        Context.Builder builder = Context.newBuilder(LANGUAGE)
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .in(System.in)
                .out(System.out)
                .err(System.err)
                .allowIO(IOAccess.ALL)
                .allowNativeAccess(true);
        for (String option : options) {
            int equals = option.indexOf('=');
            builder.option(option.substring(0, equals), option.substring(equals + 1));
        }
        if (perigord) {
            builder.arguments(LANGUAGE, arguments.toArray(String[]::new))
                    .option("wasm.HostDirs", "true")
                    .option(
                            "wasm.Dirs",
                            directories.stream()
                                    .map(directory -> directory.host() + "::" + directory.guest())
                                    .collect(Collectors.joining("\n")));
        } else {
            List<String> all = new ArrayList<>(List.of(LANGUAGE));
            all.addAll(arguments);
            builder.arguments(LANGUAGE, all.toArray(String[]::new))
                    .option("wasm.Builtins", "wasi_snapshot_preview1")
                    .option(
                            "wasm.WasiMapDirs",
                            directories.stream()
                                    .map(directory -> directory.guest() + "::" + directory.host())
                                    .collect(Collectors.joining(",")));
        }
        return builder.build();
    }

    private static Source source(Path file) throws IOException {
        File path = file.toFile();
        return Source.newBuilder(LANGUAGE, path).name(path.getName()).build();
    }

    @Override
    public String version() {
        try (Engine engine = Engine.newBuilder()
                .option("engine.WarnInterpreterOnly", "false")
                .build()) {
            return (perigord ? "Perigord " : "GraalWasm ")
                    + engine.getLanguages().get(LANGUAGE).getVersion() + ", " + engine.getImplementationName()
                    + ", Java "
                    + Runtime.version();
        }
    }

    @Override
    public Kernel kernel(Path file) throws IOException {
        Value function = context(List.of(), List.of())
                .eval(source(file))
                .newInstance()
                .getMember("exports")
                .getMember("run");
        return n -> function.execute(n).asInt();
    }

    @Override
    public int program(Path file, List<Directory> directories, List<String> arguments) throws IOException {
        try (Context context = context(directories, arguments)) {
            Value program = context.eval(source(file));
            if (perigord) {
                return context.getBindings(LANGUAGE)
                        .invokeMember("run", program)
                        .asInt();
            }
            program.newInstance().getMember("exports").getMember("_start").executeVoid();
            return 0;
        } catch (PolyglotException e) {
            if (e.isExit()) {
                return e.getExitStatus();
            }
            throw e;
        }
    }

    @Override
    public String call(Path file, String function, String argument) throws IOException {
        Value instance = context(List.of(), List.of()).eval(source(file)).newInstance();
        return perigord
                ? instance.invokeMember(function, argument).asString()
                : new StringFunction(new PolyglotInstance(instance.getMember("exports")), function).call(argument);
    }

    @Override
    public InstanceMaker instances(Path file) throws IOException {
        Context context = context(List.of(), List.of());
        Value module = context.eval(source(file));
        return module::newInstance;
    }
}
