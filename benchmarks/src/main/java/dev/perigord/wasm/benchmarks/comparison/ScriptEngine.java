package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An engine that is embedded in another language, whose driver is a script: node, and wasmtime in Python.
 *
 * @param id as options spell it
 * @param title in tables
 * @param kind how it executes
 * @param form what it takes of a component
 * @param start the command line up to the driver's command
 * @param missing why it cannot be used
 */
record ScriptEngine(
        String id,
        String title,
        Kind kind,
        Call.Form form,
        List<String> start,
        Optional<String> missing,
        Installation installation)
        implements Engine {
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public List<String> probe() {
        return command("probe");
    }

    @Override
    public List<String> kernel(Kernel kernel, int n, int seconds, int least) {
        return command(
                "kernel",
                installation.module(kernel).toString(),
                Integer.toString(n),
                Integer.toString(seconds),
                Integer.toString(least));
    }

    @Override
    public List<String> program(Program program, Path scratch) {
        if (program.component()) {
            return List.of();
        }
        List<String> command = command("program", program.file().toString());
        command.addAll(Directories.options(program, scratch));
        command.add("--");
        command.addAll(program.arguments());
        return command;
    }

    @Override
    public List<String> call(Call call) {
        return command("call", call.file(form), call.function(), call.argument());
    }

    @Override
    public List<String> instances(Path file, boolean component, int count) {
        return component ? List.of() : command("instances", file.toString(), Integer.toString(count));
    }
}
