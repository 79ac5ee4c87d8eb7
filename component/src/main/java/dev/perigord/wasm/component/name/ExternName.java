package dev.perigord.wasm.component.name;

import java.util.Locale;

/** The name of an import or export with its inner structure (Explainer {@code externname}). */
public sealed interface ExternName {
    /** A plain label. */
    record Plain(String label) implements ExternName {}

    /** The constructor of a resource. */
    record Constructor(String resource) implements ExternName {}

    /** A method of a resource. */
    record Method(String resource, String label) implements ExternName {}

    /** A static function of a resource. */
    record Static(String resource, String label) implements ExternName {}

    /** The name of an interface. */
    record Interface(InterfaceName name) implements ExternName {}

    /** A dependency named by URL, hash or version range: a form of older drafts that tools still write. */
    record Dependency(String text) implements ExternName {}

    /**
     * Parses a name.
     *
     * @throws IllegalArgumentException if the text follows none of the forms; the message says why
     */
    static ExternName parse(String text) {
        if (text.startsWith("[constructor]")) {
            return new Constructor(label(text.substring("[constructor]".length())));
        }
        if (text.startsWith("[method]")) {
            String[] labels = labels(text.substring("[method]".length()));
            return new Method(labels[0], labels[1]);
        }
        if (text.startsWith("[static]")) {
            String[] labels = labels(text.substring("[static]".length()));
            return new Static(labels[0], labels[1]);
        }
        if (isDependency(text)) {
            return new Dependency(text);
        }
        return text.indexOf(':') >= 0 ? new Interface(InterfaceName.parse(text)) : new Plain(label(text));
    }

    /**
     * What must differ between any two names of one scope: two names that bindings might map to the same identifier
     * have the same key (Explainer "Name Uniqueness").
     */
    static String uniquenessKey(String text) {
        String key = text.toLowerCase(Locale.ROOT);
        if (key.startsWith("[constructor]")) {
            return key;
        }
        int bracket = key.startsWith("[") ? key.indexOf(']') : -1;
        String plain = key.substring(bracket + 1);
        int dot = bracket >= 0 ? plain.indexOf('.') : -1;
        boolean sameLabels = dot >= 0 && plain.substring(0, dot).equals(plain.substring(dot + 1));
        return sameLabels ? plain.substring(0, dot) : plain;
    }

    private static boolean isDependency(String text) {
        return text.endsWith(">")
                && (text.startsWith("url=<")
                        || text.startsWith("relative-url=<")
                        || text.startsWith("integrity=<")
                        || text.startsWith("locked-dep=<")
                        || text.startsWith("unlocked-dep=<"));
    }

    private static String[] labels(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("failed to find `.` character in `" + text + "`");
        }
        return new String[] {label(text.substring(0, dot)), label(text.substring(dot + 1))};
    }

    private static String label(String text) {
        if (!Label.isLabel(text)) {
            throw new IllegalArgumentException("`" + text + "` is not in kebab case");
        }
        return text;
    }
}
