package dev.perigord.wasm.component.wit.text;

import java.util.ArrayList;
import java.util.List;

/** Comments that document the item that follows: {@code ///} and {@code /** … *}{@code /}. */
final class Documentation {
    private final List<String> parts = new ArrayList<>();

    /** Takes a comment in; those of other kinds are nobody's documentation. */
    void comment(String comment) {
        if (comment.startsWith("///")) {
            int slashes = 3;
            while (slashes < comment.length() && comment.charAt(slashes) == '/') {
                slashes++;
            }
            parts.add(comment.substring(slashes).stripTrailing());
        } else if (comment.startsWith("/**") && comment.length() > "/**/".length()) {
            parts.add(comment.substring(3, comment.length() - 2).stripTrailing());
        }
    }

    /** The lines without what all have as a margin. */
    String text() {
        int margin = parts.stream()
                .filter(part -> !part.isEmpty())
                .mapToInt(Documentation::leadingBlanks)
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            String rest = leadingBlanks(part) >= margin ? part.substring(margin) : part;
            rest.lines().forEach(line -> text.append(line).append('\n'));
            if (rest.isEmpty()) {
                text.append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    private static int leadingBlanks(String part) {
        int count = 0;
        while (count < part.length() && Character.isWhitespace(part.charAt(count))) {
            count++;
        }
        return count == part.length() ? 0 : count;
    }
}
