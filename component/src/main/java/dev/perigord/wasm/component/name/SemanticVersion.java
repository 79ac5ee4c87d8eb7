package dev.perigord.wasm.component.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version by the rules of Semantic Versioning 2.0.
 *
 * @param preRelease the part after {@code -}, or an empty string
 * @param build the part after {@code +}, or an empty string; it takes no part in any comparison but equality
 */
public record SemanticVersion(long major, long minor, long patch, String preRelease, String build)
        implements Comparable<SemanticVersion> {
    private static final int NUMBERS = 3;
    private static final int MAX_DIGITS = 18;

    /**
     * Parses {@code MAJOR.MINOR.PATCH[-pre][+build]}.
     *
     * @throws IllegalArgumentException if the text is no version; the message says why
     */
    public static SemanticVersion parse(String text) {
        int plus = text.indexOf('+');
        String build = plus < 0 ? "" : identifiers(text.substring(plus + 1), false);
        String rest = plus < 0 ? text : text.substring(0, plus);
        int minus = rest.indexOf('-');
        String preRelease = minus < 0 ? "" : identifiers(rest.substring(minus + 1), true);
        List<Long> numbers = numbers(minus < 0 ? rest : rest.substring(0, minus));
        return new SemanticVersion(numbers.get(0), numbers.get(1), numbers.get(2), preRelease, build);
    }

    /** Parses, or gives nothing where {@link #parse} would throw. */
    public static Optional<SemanticVersion> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Whether an interface of this version can stand in for one of version {@code required}: the same version, or one
     * with the same {@link #track()}. Which is older does not matter, for the types are compared too.
     */
    public boolean isCompatibleWith(SemanticVersion required) {
        if (preRelease.isEmpty() && required.preRelease.isEmpty()) {
            return track().equals(required.track());
        }
        return major == required.major
                && minor == required.minor
                && patch == required.patch
                && preRelease.equals(required.preRelease);
    }

    /** The part that compatible versions share: major, or 0.minor, or 0.0.patch (Explainer {@code canonversion}). */
    public String track() {
        if (major > 0) {
            return Long.toString(major);
        }
        return minor > 0 ? "0." + minor : "0.0." + patch;
    }

    /** Precedence (section 11 of the specification). */
    @Override
    public int compareTo(SemanticVersion other) {
        int order = Long.compare(major, other.major);
        if (order == 0) {
            order = Long.compare(minor, other.minor);
        }
        if (order == 0) {
            order = Long.compare(patch, other.patch);
        }
        if (order == 0) {
            order = comparePreRelease(preRelease, other.preRelease);
        }
        return order == 0 ? build.compareTo(other.build) : order;
    }

    private static int comparePreRelease(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareIdentifier(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static int compareIdentifier(String a, String b) {
        boolean numericA = isNumeric(a);
        boolean numericB = isNumeric(b);
        if (numericA && numericB) {
            return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
        }
        return numericA == numericB ? a.compareTo(b) : Boolean.compare(numericB, numericA);
    }

    private static List<Long> numbers(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != NUMBERS) {
            throw new IllegalArgumentException(
                    text.isEmpty() ? "empty string, expected a version" : "`" + text + "` is not of the form 1.2.3");
        }
        List<Long> numbers = new ArrayList<>();
        for (String part : parts) {
            boolean zeroFirst = part.length() > 1 && part.charAt(0) == '0';
            if (!isNumeric(part) || zeroFirst || part.length() > MAX_DIGITS) {
                throw new IllegalArgumentException("unexpected `" + part + "` in version `" + text + "`");
            }
            numbers.add(Long.parseLong(part));
        }
        return numbers;
    }

    private static String identifiers(String text, boolean preRelease) {
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException("empty identifier segment in version");
            }
            boolean valid = part.chars().allMatch(SemanticVersion::isIdentifierCharacter);
            boolean zeroFirst = isNumeric(part) && part.length() > 1 && part.charAt(0) == '0';
            if (!valid || (preRelease && zeroFirst)) {
                throw new IllegalArgumentException("unexpected `" + part + "` in version");
            }
        }
        return text;
    }

    private static boolean isIdentifierCharacter(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    }

    private static boolean isNumeric(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease)
                + (build.isEmpty() ? "" : "+" + build);
    }
}
