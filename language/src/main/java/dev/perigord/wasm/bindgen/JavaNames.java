package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.name.Label;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java names of WIT labels. What Java reserves gets an underscore at its end, which embedding ignores.
 */
final class JavaNames {
    /** Methods of objects: neither records nor interfaces may have other ones. */
    private static final Set<String> OF_OBJECTS =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** JLS 3.9; contextual keywords are names where members are named. */
    private static final Set<String> KEYWORDS = Set.of(
            """
            abstract assert boolean break byte case catch char class const continue default do double else enum extends
            final finally float for goto if implements import instanceof int interface long native new package private
            protected public return short static strictfp super switch synchronized this throw throws transient try void
            volatile while true false null _
            """
                    .strip()
                    .split("\\s+"));

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth");

    private JavaNames() {}

    /** A method, field or parameter: {@code older-than} is {@code olderThan}. */
    static String ofMember(String label) {
        return unreserved(Label.toCamelCase(label));
    }

    /** A member whose name begins with another one: the function {@code make} of {@code counter} is {@code counterMake}. */
    static String ofMember(String prefix, String label) {
        return unreserved(Label.toCamelCase(prefix) + ofType(label));
    }

    private static String unreserved(String name) {
        return KEYWORDS.contains(name) || OF_OBJECTS.contains(name) ? name + "_" : name;
    }

    /** A class: {@code error-code} is {@code ErrorCode}, and an underscore keeps digits apart: {@code error-2} is {@code Error_2}. */
    static String ofType(String label) {
        return Stream.of(label.toLowerCase(Locale.ROOT).split("-", -1))
                .map(word -> Character.isDigit(word.charAt(0)) ? "_" + word : capitalized(word))
                .collect(Collectors.joining());
    }

    /** A constant: {@code no-entry} is {@code NO_ENTRY}. */
    static String ofConstant(String label) {
        return label.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The element of a tuple. */
    static String ofElement(int index) {
        return index < ORDINALS.size() ? ORDINALS.get(index) : "element" + (index + 1);
    }

    /** A package: {@code wasi:http} is {@code wasi.http}. */
    static String ofPackage(String namespace, String name) {
        return Stream.of(namespace, name)
                .map(part -> unreserved(part.replace('-', '_')))
                .collect(Collectors.joining("."));
    }

    /** Whether a text is the name of a package. */
    static boolean isPackage(String text) {
        return Stream.of(text.split("\\.", -1))
                .allMatch(part -> IDENTIFIER.matcher(part).matches() && !KEYWORDS.contains(part));
    }

    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    static String decapitalized(String name) {
        return unreserved(Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }
}
