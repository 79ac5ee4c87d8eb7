package dev.perigord.wasm.component.name;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a WIT interface, {@code namespace:package/interface@version} (Explainer "Import and Export Definitions").
 *
 * @param version the version as written, or an empty string; either a full version or a track such as {@code 0.2}
 */
public record InterfaceName(String namespace, String packageName, String interfaceName, String version) {
    private static final Pattern TRACK = Pattern.compile("[1-9][0-9]*|0\\.[1-9][0-9]*|0\\.0\\.[1-9][0-9]*|0\\.0\\.0");

    /**
     * Parses an interface name.
     *
     * @throws IllegalArgumentException if the text is none; the message says why
     */
    public static InterfaceName parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("`" + text + "` is not in kebab case");
        }
        int at = text.indexOf('@', colon);
        String path = at < 0 ? text.substring(colon + 1) : text.substring(colon + 1, at);
        String namespace = words(text.substring(0, colon), text);
        int slash = path.indexOf('/');
        String packageName = words(slash < 0 ? path : path.substring(0, slash), text);
        if (slash < 0) {
            throw new IllegalArgumentException("expected `/` after package name in `" + text + "`");
        }
        String interfaceName = path.substring(slash + 1);
        int trailing = interfaceName.indexOf('/');
        if (trailing >= 0) {
            throw new IllegalArgumentException(
                    "trailing characters found: `" + interfaceName.substring(trailing) + "`");
        }
        if (!Label.isLabel(interfaceName)) {
            throw new IllegalArgumentException("`" + interfaceName + "` is not in kebab case");
        }
        String version = at < 0 ? "" : text.substring(at + 1);
        if (at >= 0 && !isTrack(version)) {
            SemanticVersion.parse(version);
        }
        return new InterfaceName(namespace, packageName, interfaceName, version);
    }

    /** Parses, or gives nothing where {@link #parse} would throw. */
    public static Optional<InterfaceName> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The name without its version. */
    public String unversioned() {
        return namespace + ":" + packageName + "/" + interfaceName;
    }

    /**
     * The name under which compatible versions are the same: the version is cut down to its track, except that of a
     * pre-release, which is compatible with itself only (Explainer "Canonical Interface Name").
     */
    public String canonical() {
        if (version.isEmpty() || isTrack(version)) {
            return toString();
        }
        SemanticVersion parsed = SemanticVersion.parse(version);
        if (!parsed.preRelease().isEmpty()) {
            return unversioned() + "@" + parsed.major() + "." + parsed.minor() + "." + parsed.patch() + "-"
                    + parsed.preRelease();
        }
        return unversioned() + "@" + parsed.track();
    }

    /** The interface's label in camelCase. */
    public String shortName() {
        return Label.toCamelCase(interfaceName);
    }

    /** Whether an interface of this name can satisfy an import of name {@code required}. */
    public boolean satisfies(InterfaceName required) {
        return canonical().equals(required.canonical());
    }

    /** The full version, if there is one. */
    public Optional<SemanticVersion> semanticVersion() {
        return SemanticVersion.tryParse(version);
    }

    private static boolean isTrack(String version) {
        return TRACK.matcher(version).matches();
    }

    private static String words(String text, String name) {
        if (!Label.isLabel(text)) {
            throw new IllegalArgumentException("`" + text + "` is not in kebab case");
        }
        if (!Label.isWords(text)) {
            throw new IllegalArgumentException("`" + name + "` is not a valid extern name");
        }
        return text;
    }

    @Override
    public String toString() {
        return version.isEmpty() ? unversioned() : unversioned() + "@" + version;
    }
}
