package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;

/** How values are shown to people: strings in other values stand in quotes. */
final class DisplayText {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private DisplayText() {}

    /** A value in another one. */
    static String of(Object value, boolean allowSideEffects) {
        String text = String.valueOf(INTEROP.toDisplayString(value, allowSideEffects));
        return INTEROP.isString(value) ? '"' + text + '"' : text;
    }

    /** What kind of value something is, with its text, for messages: {@code number 1}, {@code array of length 2}. */
    static String describe(Object value) {
        if (INTEROP.isNull(value)) {
            return "null";
        }
        if (INTEROP.isNumber(value)) {
            return "number " + number(value);
        }
        if (INTEROP.hasArrayElements(value)) {
            return "array of length " + length(value);
        }
        String text = of(value, false);
        if (INTEROP.isBoolean(value)) {
            return "boolean " + text;
        }
        if (INTEROP.isString(value)) {
            return "string " + text;
        }
        return "object " + text;
    }

    private static String length(Object array) {
        try {
            return String.valueOf(INTEROP.getArraySize(array));
        } catch (UnsupportedMessageException e) {
            throw CompilerDirectives.shouldNotReachHere(e);
        }
    }

    /** The digits of a whole number, which may be an object of the host or a bigint. */
    private static String number(Object value) {
        try {
            if (INTEROP.fitsInBigInteger(value)) {
                return INTEROP.asBigInteger(value).toString();
            }
        } catch (UnsupportedMessageException _) {
            // It is displayed like any other value.
        }
        return String.valueOf(INTEROP.toDisplayString(value, false));
    }
}
