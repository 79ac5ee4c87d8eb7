package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The name by which a core module imports a canonical built-in, such as {@code [async-lower][stream-read-0]f}.
 *
 * @param suffix what the brackets say besides: a number, an encoding, a type; or an empty string
 * @param subject the resource or function behind the brackets, or an empty string
 */
record BuiltinName(BuiltinKind kind, String suffix, String subject, boolean async, boolean cancellable) {
    private static final String ASYNC = "[async-lower]";
    private static final String CANCELLABLE = "[cancellable]";

    /** Longer names first, so that none is taken for another one with a suffix. */
    private static final List<BuiltinKind> KINDS = Arrays.stream(BuiltinKind.values())
            .sorted(Comparator.comparing(kind -> -kind.text().length()))
            .toList();

    /** Parses a name; gives null if it is none of a built-in. */
    static BuiltinName parse(String name) {
        boolean async = name.startsWith(ASYNC);
        String plain = async ? name.substring(ASYNC.length()) : name;
        boolean cancellable = plain.startsWith(CANCELLABLE);
        plain = cancellable ? plain.substring(CANCELLABLE.length()) : plain;
        int end = plain.indexOf(']');
        if (!plain.startsWith("[") || end < 0) {
            return null;
        }
        String inner = plain.substring(1, end);
        for (BuiltinKind kind : KINDS) {
            String text = kind.text().replace('.', '-');
            boolean exact = inner.equals(text);
            if (exact || inner.startsWith(text + "-")) {
                String suffix = exact ? "" : inner.substring(text.length() + 1);
                return new BuiltinName(kind, suffix, plain.substring(end + 1), async, cancellable);
            }
        }
        return null;
    }

    /** A function's own name, without what says how it is lowered. */
    static String function(String name) {
        return isAsync(name) ? name.substring(ASYNC.length()) : name;
    }

    /** Whether a function is lowered asynchronously. */
    static boolean isAsync(String name) {
        return name.startsWith(ASYNC);
    }
}
