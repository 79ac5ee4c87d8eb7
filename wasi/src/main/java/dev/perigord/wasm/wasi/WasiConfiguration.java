package dev.perigord.wasm.wasi;

import dev.perigord.wasm.wasi.clocks.Clocks;
import dev.perigord.wasm.wasi.io.StandardStreams;
import dev.perigord.wasm.wasi.random.Randomness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a guest is granted: nothing, apart from clocks and randomness, unless a {@link Builder} is told otherwise.
 *
 * @param arguments the arguments, the first of which is the program's name
 * @param environment the environment variables in order
 * @param preopens the directories
 * @param streams standard input, output and error output
 * @param clocks the clocks
 * @param randomness the source of random numbers
 * @param maximumHandles how many files, directories and other objects of the host a guest may hold at a time
 */
public record WasiConfiguration(
        List<String> arguments,
        Map<String, String> environment,
        List<Preopen> preopens,
        StandardStreams streams,
        Clocks clocks,
        Randomness randomness,
        int maximumHandles) {
    /** Copies all collections. */
    public WasiConfiguration {
        arguments = List.copyOf(arguments);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        preopens = List.copyOf(preopens);
    }

    /** Starts with nothing granted. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what is granted. */
    public static final class Builder {
        private static final int DEFAULT_MAXIMUM_HANDLES = 4096;

        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<Preopen> preopens = new ArrayList<>();
        private StandardStreams streams = StandardStreams.NONE;
        private Clocks clocks = Clocks.system();
        private Randomness randomness = Randomness.system();
        private int maximumHandles = DEFAULT_MAXIMUM_HANDLES;

        private Builder() {}

        /** Adds arguments; the first of all is the program's name. */
        public Builder arguments(List<String> values) {
            arguments.addAll(values);
            return this;
        }

        /** Sets an environment variable. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Sets environment variables. */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Grants a directory. */
        public Builder preopen(Preopen preopen) {
            preopens.add(preopen);
            return this;
        }

        /** Connects the standard streams. */
        public Builder streams(StandardStreams value) {
            streams = value;
            return this;
        }

        /** Replaces the machine's clocks. */
        public Builder clocks(Clocks value) {
            clocks = value;
            return this;
        }

        /** Replaces the machine's randomness. */
        public Builder randomness(Randomness value) {
            randomness = value;
            return this;
        }

        /** Limits how many objects of the host a guest may hold at a time. */
        public Builder maximumHandles(int value) {
            maximumHandles = value;
            return this;
        }

        /** The configuration. */
        public WasiConfiguration build() {
            return new WasiConfiguration(arguments, environment, preopens, streams, clocks, randomness, maximumHandles);
        }
    }
}
