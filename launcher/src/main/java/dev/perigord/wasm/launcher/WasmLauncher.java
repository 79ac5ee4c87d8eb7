package dev.perigord.wasm.launcher;

import dev.perigord.wasm.language.Ahead;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.graalvm.launcher.AbstractLanguageLauncher;
import org.graalvm.options.OptionCategory;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.io.IOAccess;

/** The command {@code wasm}: runs modules and components, with every option of GraalVM's launchers. */
public final class WasmLauncher extends AbstractLanguageLauncher {
    private static final String LANGUAGE = "wasm";

    private static final Set<String> NO_TOOLS = Set.of(LANGUAGE, "engine", "compiler", "log", "sandbox");

    private CommandLine commandLine;

    /** Runs the command. */
    public static void main(String[] arguments) {
        new WasmLauncher().launch(arguments);
    }

    @Override
    protected List<String> preprocessArguments(List<String> arguments, Map<String, String> polyglotOptions) {
        try {
            commandLine = CommandLine.parse(arguments);
        } catch (CommandLine.UsageException e) {
            throw abort(e.getMessage(), Commands.FAILURE);
        }
        if (commandLine.command() == CommandLine.Command.RUN
                && !commandLine.files().isEmpty()) {
            Ahead.begin(Path.of(commandLine.files().getFirst()));
        }
        if (!commandLine.directories().isEmpty()) {
            polyglotOptions.put("wasm.Dirs", String.join("\n", commandLine.directories()));
        }
        polyglotOptions.put("wasm.HostDirs", "true");
        polyglotOptions.put("wasm.Terminals", System.getProperty("perigord.terminals", ""));
        if (commandLine.programName() != null) {
            polyglotOptions.put("wasm.ProgramName", commandLine.programName());
        } else if (!commandLine.files().isEmpty()) {
            Path file = Path.of(commandLine.files().getFirst()).getFileName();
            polyglotOptions.put("wasm.ProgramName", file == null ? "" : file.toString());
        }
        List<String> others = new ArrayList<>(commandLine.otherOptions());
        if (others.remove("--version") || others.remove("-V")) {
            println(version());
            throw exit();
        }
        return others;
    }

    private static String version() {
        Properties versions = new Properties();
        try (InputStream stream = WasmLauncher.class.getResourceAsStream("version.properties")) {
            versions.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "wasm (Perigord) " + versions.getProperty("version") + " on GraalVM Truffle "
                + versions.getProperty("graalvm") + ", Java " + Runtime.version();
    }

    @Override
    protected VMType getDefaultVMType() {
        return VMType.JVM;
    }

    @Override
    protected AbortException abortUnrecognizedArgument(String argument) {
        return abort("unknown option " + argument + "; `wasm --help` lists them", Commands.FAILURE);
    }

    @Override
    protected void validateArguments(Map<String, String> polyglotOptions) {
        if (commandLine.files().isEmpty()) {
            throw abort("no file given; `wasm --help` shows the usage", Commands.FAILURE);
        }
        if (polyglotOptions.keySet().stream().anyMatch(WasmLauncher::isTool)) {
            // Tools see trees only.
            polyglotOptions.putIfAbsent("wasm.Execution", "tree");
        }
    }

    /** Whether an option belongs to an instrument: the other groups are known. */
    private static boolean isTool(String option) {
        return !NO_TOOLS.contains(option.split("\\.", 2)[0]);
    }

    @Override
    protected void launch(Context.Builder builder) {
        builder.arguments(LANGUAGE, commandLine.guestArguments().toArray(String[]::new))
                .environment(commandLine.environment())
                .in(new FileInputStream(FileDescriptor.in))
                .out(new FileOutputStream(FileDescriptor.out))
                .err(new FileOutputStream(FileDescriptor.err))
                .allowIO(IOAccess.ALL)
                .allowNativeAccess(true)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowPolyglotAccess(PolyglotAccess.NONE);
        if (commandLine.command() == CommandLine.Command.TRAIN) {
            throw exit(train(builder));
        }
        int status;
        try (Context context = builder.build()) {
            status = new Commands(context, commandLine).execute();
        }
        throw exit(status);
    }

    /** Runs each text in a context of its own, as a binary. The first failure ends the training. */
    private int train(Context.Builder builder) {
        for (String file : commandLine.files()) {
            Ahead.begin(Path.of(file));
            try (Context context = builder.build()) {
                int status = new Commands(context, CommandLine.training(file)).execute();
                if (status != 0) {
                    return status;
                }
            }
        }
        return 0;
    }

    @Override
    protected String getLanguageId() {
        return LANGUAGE;
    }

    @Override
    protected void collectArguments(Set<String> options) {
        options.addAll(CommandLine.optionNames());
    }

    @Override
    protected void printHelp(OptionCategory maximumCategory) {
        println(
                "Usage: wasm [run] [OPTION]... FILE [ARGUMENT]...   run a module or component, binary or text",
                "       wasm wast FILE...                           run test scripts",
                "       wasm parse FILE [-o OUTPUT]                 turn text into a binary",
                "       wasm print FILE [-o OUTPUT]                 turn a binary into text",
                "       wasm validate FILE...                       check modules and components",
                "       wasm compose --plug PLUG... SOCKET [-o OUTPUT]  make one component of several",
                "       wasm compose FILE.wire [-o OUTPUT]          make the component that a wiring describes",
                "       wasm wit FILE [OPTION]...                   show the WIT of a component, module, file or folder",
                "       wasm embed WIT CORE.wasm [OPTION]...        give a core module a world",
                "       wasm new CORE.wasm [OPTION]...              make a component of a core module with a world",
                "       wasm bindgen FILE --java FOLDER [OPTION]... write Java source for a world",
                "",
                "Options of run:",
                "  --dir HOST[::GUEST]     let the guest see a directory, by another name if GUEST is given",
                "  --env NAME[=VALUE]      set a variable for the guest; without VALUE, the host's own",
                "  --argv0 NAME            what the guest sees as its own name",
                "  --invoke 'F(ARG, ...)'  call an exported function with arguments in WAVE and print the result",
                "  --with [NAME=]FILE      satisfy the import NAME, or all that FILE exports, with an instance of FILE",
                "",
                "Options of wit, embed, new and bindgen:",
                "  -o OUTPUT               write to a file, not to standard output (wit, embed, new)",
                "  --world WORLD           choose a world (wit, embed, bindgen)",
                "  --features A,B          include unstable features; --all-features includes all (wit, embed, bindgen)",
                "  --wasm                  write WIT in the binary format (wit)",
                "  --encoding ENCODING     the module's strings: utf8, utf16 or latin1+utf16 (embed)",
                "  --adapt NAME=FILE       an adapter for what the module imports from NAME (new)",
                "  --java FOLDER           where to write the source, below which packages are folders (bindgen)",
                "  --package PACKAGE       the package of the source; that of the WIT otherwise (bindgen)",
                "",
                "Exit status: the guest's own; 134 after a trap; 1 for anything wrong with input or options.",
                "");
    }
}
