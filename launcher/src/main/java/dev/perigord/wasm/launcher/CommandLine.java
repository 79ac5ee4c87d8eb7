package dev.perigord.wasm.launcher;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the arguments of {@code wasm} ask for. */
final class CommandLine {
    /** What is to be done. */
    enum Command {
        RUN("run"),
        WAST("wast"),
        PARSE("parse"),
        PRINT("print"),
        VALIDATE("validate"),
        COMPOSE("compose"),
        WIT("wit"),
        EMBED("embed"),
        NEW("new"),
        BINDGEN("bindgen"),
        /** Runs several programs for their effect on the JVM: the script {@code wasm} makes its AOT cache of such a run. */
        TRAIN("train");

        private final String word;

        Command(String word) {
            this.word = word;
        }

        static Command of(String word) {
            for (Command command : values()) {
                if (command.word.equals(word)) {
                    return command;
                }
            }
            return null;
        }
    }

    /** Arguments that make no sense. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** A component that satisfies the import {@code name}, or if that is empty all that it can. */
    record With(String name, String file) {}

    private static final Set<Command> RUNS = EnumSet.of(Command.RUN, Command.TRAIN);
    private static final Set<Command> READ_WIT = EnumSet.of(Command.WIT, Command.EMBED, Command.BINDGEN);
    private static final Set<Command> WRITE =
            EnumSet.of(Command.PARSE, Command.PRINT, Command.COMPOSE, Command.WIT, Command.EMBED, Command.NEW);

    /** The options with a value, which may be the next argument, and the commands that take them. */
    private static final Map<String, Set<Command>> VALUED = Map.ofEntries(
            Map.entry("--dir", RUNS),
            Map.entry("--env", RUNS),
            Map.entry("--argv0", RUNS),
            Map.entry("--invoke", RUNS),
            Map.entry("--with", RUNS),
            Map.entry("--plug", EnumSet.of(Command.COMPOSE)),
            Map.entry("--output", WRITE),
            Map.entry("-o", WRITE),
            Map.entry("--world", READ_WIT),
            Map.entry("--features", READ_WIT),
            Map.entry("--encoding", EnumSet.of(Command.EMBED)),
            Map.entry("--adapt", EnumSet.of(Command.NEW)),
            Map.entry("--java", EnumSet.of(Command.BINDGEN)),
            Map.entry("--package", EnumSet.of(Command.BINDGEN)));

    /** The options without a value, and the commands that take them. */
    private static final Map<String, Set<Command>> FLAGS =
            Map.of("--wasm", EnumSet.of(Command.WIT), "--all-features", READ_WIT);

    /** Stands for every feature. */
    private static final String ALL_FEATURES = "*";

    private Command command = Command.RUN;
    private final List<String> directories = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String programName;
    private String invoke;
    private final List<With> providers = new ArrayList<>();
    private final List<String> plugs = new ArrayList<>();
    private String output;
    private boolean binary;
    private String features = "";
    private String world;
    private String javaFolder;
    private String javaPackage = "";
    private String encoding = "utf8";
    private final Map<String, String> adapters = new LinkedHashMap<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> guestArguments = new ArrayList<>();

    /** Options that are not ours: for GraalVM's launcher to recognize or refuse. */
    private final List<String> otherOptions = new ArrayList<>();

    private CommandLine() {}

    /** Runs the binary of a text without arguments. */
    static CommandLine training(String file) {
        CommandLine line = new CommandLine();
        line.command = Command.TRAIN;
        line.files.add(file);
        return line;
    }

    /**
     * Parses all arguments. The first that is no option may be a command. Options come before the file; what follows the
     * file of {@code run} belongs to the guest.
     *
     * @throws UsageException if an option lacks its value
     */
    static CommandLine parse(List<String> all) throws UsageException {
        CommandLine line = new CommandLine();
        List<String> arguments = new ArrayList<>(all);
        int word = firstWord(all);
        if (word < all.size() && Command.of(all.get(word)) != null) {
            line.command = Command.of(arguments.remove(word));
        }
        int next = 0;
        while (next < arguments.size()) {
            String argument = arguments.get(next++);
            if (!argument.startsWith("-") || argument.equals("-")) {
                line.files.add(argument);
                if (line.command == Command.RUN) {
                    line.guestArguments.addAll(arguments.subList(next, arguments.size()));
                    break;
                }
                continue;
            }
            if (argument.equals("--")) {
                line.files.addAll(arguments.subList(next, arguments.size()));
                if (line.command == Command.RUN && !line.files.isEmpty()) {
                    line.guestArguments.addAll(line.files.subList(1, line.files.size()));
                    line.files.subList(1, line.files.size()).clear();
                }
                break;
            }
            String name = argument;
            String value = null;
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                name = argument.substring(0, equals);
                value = argument.substring(equals + 1);
            }
            if (line.takes(FLAGS, argument)) {
                line.flag(argument);
                continue;
            }
            if (!line.takes(VALUED, name)) {
                line.otherOptions.add(argument);
                continue;
            }
            if (value == null) {
                if (next == arguments.size()) {
                    throw new UsageException("option " + name + " needs a value");
                }
                value = arguments.get(next++);
            }
            line.option(name, value);
        }
        return line;
    }

    /** The index of the first argument that is neither an option nor the value of one; behind the last if there is none. */
    private static int firstWord(List<String> arguments) {
        int index = 0;
        while (index < arguments.size()
                && arguments.get(index).startsWith("-")
                && !arguments.get(index).equals("-")) {
            if (arguments.get(index).equals("--")) {
                return arguments.size();
            }
            index += VALUED.containsKey(arguments.get(index)) ? 2 : 1;
        }
        return index;
    }

    /** The long names of all options that are ours. */
    static List<String> optionNames() {
        return Stream.concat(VALUED.keySet().stream(), FLAGS.keySet().stream())
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private boolean takes(Map<String, Set<Command>> options, String name) {
        return options.getOrDefault(name, Set.of()).contains(command);
    }

    private void flag(String name) {
        switch (name) {
            case "--wasm" -> binary = true;
            case "--all-features" -> features = ALL_FEATURES;
            default -> throw new IllegalArgumentException(name);
        }
    }

    private void option(String name, String value) throws UsageException {
        switch (name) {
            case "--dir" -> {
                if (value.isEmpty() || value.startsWith("::")) {
                    throw new UsageException("option --dir needs HOST or HOST::GUEST, not '" + value + "'");
                }
                directories.add(value);
            }
            case "--env" -> {
                int equals = value.indexOf('=');
                String key = equals < 0 ? value : value.substring(0, equals);
                if (key.isEmpty()) {
                    throw new UsageException("option --env needs NAME or NAME=VALUE, not '" + value + "'");
                }
                String found = equals < 0 ? System.getenv(key) : value.substring(equals + 1);
                if (found != null) {
                    environment.put(key, found);
                }
            }
            case "--argv0" -> programName = value;
            case "--invoke" -> invoke = value;
            case "--plug" -> plugs.add(value);
            case "--with" -> {
                int equals = value.indexOf('=');
                With with = new With(equals < 0 ? "" : value.substring(0, equals), value.substring(equals + 1));
                if (equals == 0 || with.file().isEmpty()) {
                    throw new UsageException("option --with needs FILE or NAME=FILE, not '" + value + "'");
                }
                providers.add(with);
            }
            case "--world" -> world = value;
            case "--java" -> javaFolder = value;
            case "--package" -> javaPackage = value;
            case "--features" -> features = features.equals(ALL_FEATURES) ? features : value;
            case "--encoding" -> {
                if (!List.of("utf8", "utf16", "latin1+utf16").contains(value)) {
                    throw new UsageException(
                            "option --encoding needs utf8, utf16 or latin1+utf16, not '" + value + "'");
                }
                encoding = value;
            }
            case "--adapt" -> adapter(value);
            default -> output = value;
        }
    }

    /** {@code NAME=FILE}, or a file whose name up to the first dot is the name. */
    private void adapter(String value) throws UsageException {
        int equals = value.indexOf('=');
        String file = value.substring(equals + 1);
        String fileName = file.substring(file.lastIndexOf('/') + 1);
        String name = equals < 0 ? fileName.split("\\.", 2)[0] : value.substring(0, equals);
        if (name.isEmpty() || file.isEmpty()) {
            throw new UsageException("option --adapt needs NAME=FILE, not '" + value + "'");
        }
        adapters.put(name, file);
    }

    Command command() {
        return command;
    }

    /** Host directories that the guest sees, as {@code HOST} or {@code HOST::GUEST}. */
    List<String> directories() {
        return directories;
    }

    /** The guest's environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** What the guest sees as its name, or null for the file's. */
    String programName() {
        return programName;
    }

    /** The call to make instead of running the main function, or null. */
    String invoke() {
        return invoke;
    }

    /** The components that satisfy imports, in order. */
    List<With> providers() {
        return providers;
    }

    /** The components that {@code compose} plugs into the file. */
    List<String> plugs() {
        return plugs;
    }

    /** The file to write, or null for standard output. */
    String output() {
        return output;
    }

    /** Whether WIT is to be written in the binary format. */
    boolean binary() {
        return binary;
    }

    /** The unstable features that are wanted, between commas; {@link #ALL_FEATURES} for all. */
    String features() {
        return features;
    }

    /** The world that was chosen, or an empty string. */
    String world() {
        return world == null ? "" : world;
    }

    /** The folder for Java source, or null. */
    String javaFolder() {
        return javaFolder;
    }

    /** The package of Java source, or an empty string. */
    String javaPackage() {
        return javaPackage;
    }

    /** How a module encodes its strings. */
    String encoding() {
        return encoding;
    }

    /** The adapter modules by the names by which modules import them. */
    Map<String, String> adapters() {
        return adapters;
    }

    /** The files to work on: for {@code run} one. */
    List<String> files() {
        return files;
    }

    /** The arguments behind the file. */
    List<String> guestArguments() {
        return guestArguments;
    }

    /** What only GraalVM's launcher can recognize. */
    List<String> otherOptions() {
        return otherOptions;
    }
}
