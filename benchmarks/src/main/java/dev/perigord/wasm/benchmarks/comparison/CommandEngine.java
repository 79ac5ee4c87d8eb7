package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code wasmtime}, which runs programs but does not measure kernels. */
record CommandEngine(String program, Optional<String> missing) implements Engine {
    @Override
    public String id() {
        return "wasmtime-command";
    }

    @Override
    public String title() {
        return "wasmtime (command)";
    }

    @Override
    public Kind kind() {
        return Kind.STATIC;
    }

    @Override
    public List<String> probe() {
        return List.of(program, "--version");
    }

    @Override
    public List<String> program(Program program, Path scratch) {
        List<String> command = new ArrayList<>(List.of(program(), "run"));
        command.addAll(Directories.options(program, scratch));
        command.add(program.file().toString());
        command.addAll(program.arguments());
        return command;
    }

    @Override
    public List<String> call(Call call) {
        return List.of(program(), "run", "--invoke", call.expression(), call.file(Call.Form.COMPONENT));
    }
}
