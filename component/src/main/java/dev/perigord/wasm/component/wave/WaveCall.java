package dev.perigord.wasm.component.wave;

/**
 * A call such as {@code greet("Ada", 1)}, whose arguments are not read yet because their types are not known.
 *
 * @param function what stands before the parenthesis: a label, or an interface name, {@code #} and a label
 * @param arguments the text from the opening parenthesis on
 */
public record WaveCall(String function, String arguments) {
    /**
     * Splits a call.
     *
     * @throws WaveException if it has no parenthesis or no name
     */
    public static WaveCall parse(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            throw new WaveException("expected `(` after the name of a function", text.length());
        }
        String name = text.substring(0, open).strip();
        if (name.isEmpty()) {
            throw new WaveException("expected the name of a function", 0);
        }
        return new WaveCall(name, text.substring(open));
    }
}
