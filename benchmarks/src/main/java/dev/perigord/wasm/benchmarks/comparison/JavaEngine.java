package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An engine for the JVM with its driver.
 *
 * @param id as options spell it
 * @param title in tables
 * @param kind how it executes
 * @param components whether it knows components
 * @param start the command line up to the driver's command
 * @param launcher Perigord's command with its options, which runs programs instead of the driver; empty for none
 * @param serves whether that command can answer HTTP requests, too
 * @param installation where things are
 */
record JavaEngine(
        String id,
        String title,
        Kind kind,
        boolean components,
        List<String> start,
        List<String> launcher,
        boolean serves,
        Installation installation)
        implements Engine {
    /** For counting bytes of instances: a heap that neither grows nor shrinks, all of it resident from the beginning. */
    private static final List<String> HEAP = List.of("-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch");

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(arguments);
        return command;
    }

    @Override
    public List<String> probe() {
        return command(List.of("probe"));
    }

    @Override
    public List<String> kernel(Kernel kernel, int n, int seconds, int least) {
        return command(List.of(
                "kernel",
                installation.module(kernel).toString(),
                Integer.toString(n),
                Integer.toString(seconds),
                Integer.toString(least)));
    }

    @Override
    public List<String> program(Program program, Path scratch) {
        if (program.component() && !components) {
            return List.of();
        }
        List<String> options = Directories.options(program, scratch);
        if (launcher.isEmpty()) {
            List<String> command = command(List.of("program", program.file().toString()));
            command.addAll(options);
            command.add("--");
            command.addAll(program.arguments());
            return command;
        }
        List<String> command = new ArrayList<>(launcher);
        command.add("run");
        command.addAll(options);
        command.add(program.file().toString());
        command.addAll(program.arguments());
        return command;
    }

    @Override
    public List<String> call(Call call) {
        if (launcher.isEmpty()) {
            String file = call.file(components ? Call.Form.COMPONENT : Call.Form.CORE_MODULE);
            return command(List.of("call", file, call.function(), call.argument()));
        }
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("run", "--invoke", call.expression(), call.file(Call.Form.COMPONENT)));
        return command;
    }

    @Override
    public List<String> load(Path file, boolean component) {
        return component && !components ? List.of() : command(List.of("load", file.toString()));
    }

    @Override
    public List<String> serve(Path file, int port) {
        if (!serves) {
            return List.of();
        }
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("serve", "--addr", "127.0.0.1:" + port, file.toString()));
        return command;
    }

    @Override
    public List<String> instances(Path file, boolean component, int count) {
        if (component && !components) {
            return List.of();
        }
        List<String> command = command(List.of("instances", file.toString(), Integer.toString(count)));
        command.addAll(1, HEAP);
        return command;
    }
}
