package dev.perigord.wasm.launcher;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Carries a command out in a context; gives the exit status. */
final class Commands {
    /** Something is wrong with the input or the options. */
    static final int FAILURE = 1;

    /** The guest has trapped: what a shell reports for SIGABRT. */
    static final int TRAPPED = 134;

    private static final String LANGUAGE = "wasm";
    private static final String SCRIPT = "text/x-wast";

    private final Context context;
    private final CommandLine line;

    Commands(Context context, CommandLine line) {
        this.context = context;
        this.line = line;
    }

    int execute() {
        try {
            return switch (line.command()) {
                case RUN -> run();
                case WAST -> wast();
                case PARSE -> parse();
                case PRINT -> print();
                case VALIDATE -> validate();
                case COMPOSE -> compose();
                case WIT -> wit();
                case EMBED -> embed();
                case NEW -> componentOf();
                case BINDGEN -> bindgen();
                case TRAIN -> train();
            };
        } catch (PolyglotException e) {
            return failed(e);
        } catch (IOException e) {
            return failed(e);
        }
    }

    private static int failed(IOException e) {
        return complain(
                switch (e) {
                    case NoSuchFileException missing -> "no such file: " + missing.getFile();
                    case FileSystemException failed ->
                        failed.getFile() + ": " + (failed.getReason() == null ? "cannot be read" : failed.getReason());
                    default -> e.getMessage();
                });
    }

    private static int complain(String message) {
        System.err.println("wasm: " + message);
        return FAILURE;
    }

    private static int failed(PolyglotException e) {
        if (e.isExit()) {
            return e.getExitStatus();
        }
        if (e.isCancelled() || e.isInterrupted()) {
            return complain("interrupted");
        }
        if (e.isSyntaxError()) {
            return complain(e.getMessage());
        }
        if (e.isHostException() && e.asHostException() instanceof UncheckedIOException opening) {
            return failed(opening.getCause());
        }
        if (e.isGuestException()) {
            System.err.println("wasm: " + e.getMessage());
            for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
                if (frame.isGuestFrame()) {
                    System.err.println("    at " + frame.getRootName()
                            + (frame.getSourceLocation() == null
                                            || !frame.getSourceLocation().isAvailable()
                                    ? ""
                                    : " ("
                                            + frame.getSourceLocation()
                                                    .getSource()
                                                    .getName() + ":"
                                            + frame.getSourceLocation().getStartLine() + ")"));
                }
            }
            return TRAPPED;
        }
        return complain(e.isInternalError() ? "internal error: " + e.getMessage() : e.getMessage());
    }

    private static Source source(String file) throws IOException {
        return builder(file).build();
    }

    /** The first file, which is evaluated once: nothing need find it again by its contents, which may be many megabytes. */
    private Source program() throws IOException {
        return builder(line.files().getFirst()).cached(false).build();
    }

    private static Source.Builder builder(String file) throws IOException {
        File path = new File(file);
        if (path.isDirectory()) {
            throw new FileSystemException(file, null, "is a directory");
        }
        if (!path.exists()) {
            throw new NoSuchFileException(file);
        }
        Source.Builder builder = Source.newBuilder(LANGUAGE, path).name(path.getName());
        return file.endsWith(".wast") ? builder.mimeType(SCRIPT) : builder;
    }

    /** Runs the first file; if nothing but running it is wanted, evaluating it does that. */
    private int run() throws IOException {
        return line.invoke() == null && line.providers().isEmpty()
                ? run(builder(line.files().getFirst()).cached(false))
                : run(context.eval(program()));
    }

    private int run(Source.Builder command) throws IOException {
        return context.eval(command.option("wasm.Run", "true").build()).asInt();
    }

    /** What most runs do: the file is a binary. What they do with a text is trained by the way. */
    private int train() throws IOException {
        String file = line.files().getFirst();
        byte[] binary = bytes(converted("encode"));
        return run(Source.newBuilder(LANGUAGE, ByteSequence.create(binary), file));
    }

    private int run(Value program) throws IOException {
        Value builtins = context.getBindings(LANGUAGE);
        List<Object> arguments = new ArrayList<>();
        arguments.add(program);
        if (line.invoke() != null) {
            arguments.add(line.invoke());
        }
        for (CommandLine.With with : line.providers()) {
            arguments.add(with.name());
            arguments.add(context.eval(source(with.file())));
        }
        if (line.invoke() == null) {
            return builtins.invokeMember("run", arguments.toArray()).asInt();
        }
        String result = builtins.invokeMember("invoke", arguments.toArray()).asString();
        if (!result.isEmpty()) {
            System.out.println(result);
        }
        return 0;
    }

    private int wast() throws IOException {
        long passed = 0;
        long failed = 0;
        for (String file : line.files()) {
            Source script = Source.newBuilder(LANGUAGE, new File(file))
                    .name(file)
                    .mimeType(SCRIPT)
                    .build();
            Value report = context.eval(script);
            passed += report.getMember("passed").asLong();
            failed += report.getMember("failed").asLong();
            Value failures = report.getMember("failures");
            for (long i = 0; i < failures.getArraySize(); i++) {
                System.err.println(failures.getArrayElement(i).asString());
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : FAILURE;
    }

    /** The only file, as what a function of the bindings makes of it; {@code null} if there are several. */
    private Value converted(String function) throws IOException {
        if (line.files().size() != 1) {
            return null;
        }
        return context.getBindings(LANGUAGE).invokeMember(function, context.eval(program()));
    }

    private OutputStream output() throws IOException {
        return new BufferedOutputStream(
                line.output() == null ? new FileOutputStream(FileDescriptor.out) : new FileOutputStream(line.output()));
    }

    private int parse() throws IOException {
        Value binary = converted("encode");
        if (binary == null) {
            return complain("parse takes one file");
        }
        return write(binary);
    }

    /** Plugs components into one, or does what a file of wirings says. */
    private int compose() throws IOException {
        if (line.files().size() != 1) {
            return complain("compose takes one component to plug others into, or one file of wirings");
        }
        String file = line.files().getFirst();
        Value builtins = context.getBindings(LANGUAGE);
        if (line.plugs().isEmpty()) {
            if (Files.isDirectory(Path.of(file))) {
                return complain(file + ": is a directory");
            }
            String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
            if (text.startsWith("\0asm")
                    || text.stripLeading().startsWith("(")
                    || text.stripLeading().startsWith(";;")) {
                return complain(file + " is a component, into which nothing is plugged with --plug");
            }
            return write(builtins.invokeMember("wire", text, file, beside(Path.of(file))));
        }
        List<Object> components = new ArrayList<>();
        components.add(context.eval(source(file)));
        for (String plug : line.plugs()) {
            components.add(context.eval(source(plug)));
        }
        return write(builtins.invokeMember("plug", components.toArray()));
    }

    /** A function that gives components of files whose names are relative to the folder of a file. */
    private ProxyExecutable beside(Path file) {
        return arguments -> {
            String name = arguments[0].asString();
            try {
                return context.eval(source(file.resolveSibling(name).toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** Writes a text, or the bytes of a buffer. */
    private int write(Value contents) throws IOException {
        byte[] bytes = contents.hasBufferElements()
                ? bytes(contents)
                : contents.asString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = output()) {
            out.write(bytes);
        }
        return 0;
    }

    private static byte[] bytes(Value buffer) {
        byte[] bytes = new byte[Math.toIntExact(buffer.getBufferSize())];
        buffer.readBuffer(0, bytes, 0, bytes.length);
        return bytes;
    }

    private int wit() throws IOException {
        if (line.files().size() != 1) {
            return complain("wit takes one file or folder");
        }
        String file = existing(line.files().getFirst());
        return write(
                context.getBindings(LANGUAGE).invokeMember("wit", file, line.world(), line.features(), line.binary()));
    }

    private int embed() throws IOException {
        if (line.files().size() != 2) {
            return complain("embed takes WIT and a core module");
        }
        return write(context.getBindings(LANGUAGE)
                .invokeMember(
                        "embed",
                        existing(line.files().getFirst()),
                        line.world(),
                        line.features(),
                        line.encoding(),
                        existing(line.files().getLast())));
    }

    private int componentOf() throws IOException {
        if (line.files().size() != 1) {
            return complain("new takes one core module");
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(existing(line.files().getFirst()));
        for (Map.Entry<String, String> adapter : line.adapters().entrySet()) {
            arguments.add(adapter.getKey());
            arguments.add(existing(adapter.getValue()));
        }
        return write(context.getBindings(LANGUAGE).invokeMember("componentOf", arguments.toArray()));
    }

    private int bindgen() throws IOException {
        if (line.files().size() != 1) {
            return complain("bindgen takes one file or folder");
        }
        if (line.javaFolder() == null) {
            return complain("bindgen needs --java FOLDER");
        }
        context.getBindings(LANGUAGE)
                .invokeMember(
                        "bindgen",
                        existing(line.files().getFirst()),
                        line.world(),
                        line.features(),
                        line.javaPackage(),
                        line.javaFolder());
        return 0;
    }

    private static String existing(String file) throws NoSuchFileException {
        if (!new File(file).exists()) {
            throw new NoSuchFileException(file);
        }
        return file;
    }

    private int print() throws IOException {
        Value text = converted("print");
        if (text == null) {
            return complain("print takes one file");
        }
        return write(text);
    }

    private int validate() throws IOException {
        int status = 0;
        for (String file : line.files()) {
            try {
                context.eval(source(file));
            } catch (PolyglotException e) {
                status = failed(e);
            }
        }
        return status;
    }
}
