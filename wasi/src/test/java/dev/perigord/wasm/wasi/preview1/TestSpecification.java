package dev.perigord.wasm.wasi.preview1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file that says how to run a program of the wasi-testsuite; its JSON is flat enough for patterns. */
record TestSpecification(
        String root, List<String> arguments, Map<String, String> environment, int exitCode, String output) {
    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";

    static TestSpecification of(Path program) throws IOException {
        Path file = program.resolveSibling(program.getFileName().toString().replace(".wasm", ".json"));
        String json = Files.exists(file) ? Files.readString(file) : "{}";
        String exit = first(json, "\"exit_code\"\\s*:\\s*(-?\\d+)");
        Map<String, String> environment = new LinkedHashMap<>();
        matches(first(json, "\"env\"\\s*:\\s*\\{([^}]*)}"), STRING + "\\s*:\\s*" + STRING)
                .forEach(match -> environment.put(unescape(match.group(1)), unescape(match.group(2))));
        List<String> arguments = new ArrayList<>();
        matches(first(json, "\"args\"\\s*:\\s*\\[([^]]*)]"), STRING)
                .forEach(match -> arguments.add(unescape(match.group(1))));
        String output = first(json, "\"stdout\"\\s*:\\s*" + STRING);
        return new TestSpecification(
                first(json, "\"root\"\\s*:\\s*" + STRING),
                arguments,
                environment,
                exit == null ? 0 : Integer.parseInt(exit),
                output == null ? null : unescape(output));
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static List<MatchResult> matches(String text, String pattern) {
        return text == null
                ? List.of()
                : Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static String unescape(String text) {
        return text.translateEscapes();
    }
}
