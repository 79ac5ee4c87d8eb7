package dev.perigord.wasm.embedding;

import java.util.Locale;

/** Names of Java beside those of WIT, which are made of words with hyphens between them. */
final class Names {
    private Names() {}

    /** {@code NO_ENTRY} is {@code no-entry}. */
    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code NoEntry} is {@code no-entry}, {@code Error_2} is {@code error-2}. */
    static String ofClass(Class<?> type) {
        StringBuilder label = new StringBuilder();
        for (char c : ofMember(type.getSimpleName()).toCharArray()) {
            if (c == '_' || (Character.isUpperCase(c) && !label.isEmpty())) {
                label.append('-');
            }
            if (c != '_') {
                label.append(Character.toLowerCase(c));
            }
        }
        return label.toString();
    }

    /** A name without the underscore at its end by which it differs from one that Java reserves: {@code class_}. */
    static String ofMember(String name) {
        return name.length() > 1 && name.endsWith("_") ? name.substring(0, name.length() - 1) : name;
    }

    /** {@code older-than} is {@code olderThan}. */
    static String camelCase(String label) {
        StringBuilder name = new StringBuilder();
        for (String word : label.toLowerCase(Locale.ROOT).split("-", -1)) {
            name.append(name.isEmpty() ? word : capitalized(word));
        }
        return name.toString();
    }

    static String capitalized(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static String decapitalized(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
