package dev.perigord.wasm.wasi.preview2;

import dev.perigord.wasm.component.host.HostInterface;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the interfaces of the standard as declarations, to compare ours with. */
final class WitReader {
    private static final Pattern PACKAGE_OR_INTERFACE =
            Pattern.compile("package ([^;@]+)@([^;]+);|interface (\\S+) \\{");
    private static final Pattern USE = Pattern.compile("use ([^{]+)\\.\\{([^}]*)}");

    /** The texts inside of the braces by full name. */
    private final Map<String, String> bodies = new LinkedHashMap<>();

    private final Map<String, HostInterface> interfaces = new LinkedHashMap<>();

    private WitReader(String text) {
        Matcher found = PACKAGE_OR_INTERFACE.matcher(text);
        String packageName = "";
        String version = "";
        while (found.find()) {
            if (found.group(1) != null) {
                packageName = found.group(1);
                version = found.group(2);
            } else {
                int end = closing(text, found.end());
                bodies.put(packageName + "/" + found.group(3) + "@" + version, text.substring(found.end(), end));
            }
        }
    }

    /** All interfaces of a resource of the tests. */
    static Map<String, HostInterface> read(String resource) throws IOException {
        try (InputStream in = WitReader.class.getResourceAsStream(resource)) {
            WitReader reader = new WitReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            reader.bodies.keySet().forEach(reader::find);
            return reader.interfaces;
        }
    }

    private static int closing(String text, int start) {
        int depth = 1;
        int at = start;
        while (depth > 0) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            at++;
        }
        return at - 1;
    }

    private HostInterface find(String name) {
        HostInterface known = interfaces.get(name);
        if (known == null) {
            known = declare(name, bodies.get(name));
            interfaces.put(name, known);
        }
        return known;
    }

    /** Cuts a body into its items, each of which ends with a semicolon or a brace outside of braces. */
    private static List<String> items(String body) {
        List<String> items = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < body.length(); at++) {
            char c = body.charAt(at);
            if (c == '{') {
                at = closing(body, at + 1);
            }
            String item = body.substring(start, at + 1).strip();
            if (c == ';' || (c == '{' && !item.startsWith("use"))) {
                items.add(c == ';' ? item.substring(0, item.length() - 1) : item);
                start = at + 1;
            }
        }
        return items;
    }

    private HostInterface declare(String name, String body) {
        HostInterface.Builder builder = HostInterface.builder(name);
        for (String item : items(body)) {
            String[] words = item.split("[\\s:]+", 3);
            switch (words[0]) {
                case "use" -> use(builder, name, item);
                case "type" -> builder.type(words[1], item.substring(item.indexOf('=') + 1));
                case "record", "variant", "enum", "flags" ->
                    builder.type(words[1], words[0] + item.substring(item.indexOf('{')));
                case "resource" -> resource(builder, words[1], item);
                default -> function(builder, item, "");
            }
        }
        return builder.build();
    }

    private void use(HostInterface.Builder builder, String user, String item) {
        Matcher parts = USE.matcher(item);
        if (!parts.find()) {
            throw new IllegalArgumentException(item);
        }
        String path = parts.group(1);
        String full = path.contains(":")
                ? path
                : user.substring(0, user.indexOf('/') + 1) + path + user.substring(user.indexOf('@'));
        for (String label : parts.group(2).split(",")) {
            String[] names = label.strip().split(" as ");
            if (names.length == 2) {
                builder.resource(names[1], Object.class, null);
            } else if (!names[0].isEmpty()) {
                builder.use(find(full), names[0]);
            }
        }
    }

    private static void resource(HostInterface.Builder builder, String label, String item) {
        builder.resource(label, Object.class, null);
        int brace = item.indexOf('{');
        if (brace >= 0) {
            items(item.substring(brace + 1, item.length() - 1)).forEach(member -> function(builder, member, label));
        }
    }

    private static void function(HostInterface.Builder builder, String item, String resource) {
        if (item.startsWith("constructor")) {
            add(builder, "[constructor]" + resource, "func" + item.substring("constructor".length()));
            return;
        }
        int colon = item.indexOf(':');
        String label = item.substring(0, colon).strip().replace("%", "");
        String signature = item.substring(colon + 1).strip();
        if (signature.startsWith("static ")) {
            add(builder, "[static]" + resource + "." + label, signature.substring("static ".length()));
        } else {
            add(builder, resource.isEmpty() ? label : "[method]" + resource + "." + label, signature);
        }
    }

    private static void add(HostInterface.Builder builder, String label, String signature) {
        builder.function(label, signature, (_, _) -> null);
    }
}
