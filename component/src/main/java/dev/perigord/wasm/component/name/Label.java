package dev.perigord.wasm.component.name;

import java.util.Locale;

/** Labels: the kebab-case words of fields, parameters and plain names (Explainer {@code label}). */
public final class Label {
    private Label() {}

    /** Whether a text is a label: fragments of letters of one case and digits, the first beginning with a letter. */
    public static boolean isLabel(String text) {
        return isKebab(text, true);
    }

    /** Whether a text is made of lower-case words only, as namespaces and packages are. */
    public static boolean isWords(String text) {
        return isKebab(text, false);
    }

    private static boolean isKebab(String text, boolean acronyms) {
        boolean start = true;
        boolean lower = false;
        boolean upper = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-') {
                if (start) {
                    return false;
                }
                start = true;
                lower = false;
                upper = false;
                continue;
            }
            boolean isLower = c >= 'a' && c <= 'z';
            boolean isUpper = c >= 'A' && c <= 'Z';
            boolean isDigit = c >= '0' && c <= '9';
            boolean known = isLower || isDigit || (isUpper && acronyms);
            if (!known || (i == 0 && isDigit)) {
                return false;
            }
            lower |= isLower;
            upper |= isUpper;
            if (lower && upper) {
                return false;
            }
            start = false;
        }
        return !start;
    }

    /** The label as members of host languages are written: {@code older-than} is {@code olderThan}. */
    public static String toCamelCase(String label) {
        StringBuilder text = new StringBuilder(label.length());
        for (String fragment : label.split("-", -1)) {
            String word = fragment.toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                text.append(word);
            } else if (!word.isEmpty()) {
                text.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return text.toString();
    }
}
