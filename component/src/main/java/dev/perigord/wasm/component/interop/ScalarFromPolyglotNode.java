package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.task.ErrorContext;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.value.CodePoint;
import java.math.BigInteger;

/** Numbers, booleans, characters and strings. */
final class ScalarFromPolyglotNode extends FromPolyglotNode {
    private static final int U64_BITS = 64;
    private static final int U8_MAX = 0xFF;
    private static final int U16_MAX = 0xFFFF;

    private final TypeKind kind;

    ScalarFromPolyglotNode(PrimitiveType type, Libraries libraries) {
        super(type, libraries);
        this.kind = type.kind();
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        Object result =
                switch (kind) {
                    case BOOL -> interop().isBoolean(value) ? interop().asBoolean(value) : null;
                    case S8 -> integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
                    case U8 -> integer(value, 0, U8_MAX);
                    case S16 -> integer(value, Short.MIN_VALUE, Short.MAX_VALUE);
                    case U16 -> integer(value, 0, U16_MAX);
                    case S32 -> integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case U32 -> {
                        Long number = integer(value);
                        yield number != null && number >>> Integer.SIZE == 0 ? number : null;
                    }
                    case S64 -> integer(value);
                    case U64 -> unsigned(value);
                    case F32 ->
                        interop().fitsInDouble(value)
                                ? (Object) (float) interop().asDouble(value)
                                : null;
                    case F64 ->
                        interop().fitsInDouble(value) ? (Object) interop().asDouble(value) : null;
                    case CHAR -> interop().isString(value) ? codePoint(interop().asString(value)) : null;
                    case STRING -> interop().isString(value) ? interop().asString(value) : null;
                    case ERROR_CONTEXT ->
                        interop().isString(value) ? new ErrorContext(interop().asString(value)) : null;
                    default -> null;
                };
        if (result == null) {
            throw mismatch(value);
        }
        return result;
    }

    private Integer integer(Object value, int least, int greatest) throws InteropException {
        if (!interop().fitsInInt(value)) {
            return null;
        }
        int number = interop().asInt(value);
        return number >= least && number <= greatest ? number : null;
    }

    private Long integer(Object value) throws InteropException {
        return interop().fitsInLong(value) ? (Long) interop().asLong(value) : null;
    }

    private Long unsigned(Object value) throws InteropException {
        Long number = integer(value);
        if (number != null) {
            return number >= 0 ? number : null;
        }
        return interop().fitsInBigInteger(value) ? unsigned(interop().asBigInteger(value)) : null;
    }

    @TruffleBoundary
    private static Long unsigned(BigInteger number) {
        return number.signum() >= 0 && number.bitLength() <= U64_BITS ? number.longValue() : null;
    }

    @TruffleBoundary
    private static CodePoint codePoint(String text) {
        boolean single = text.codePointCount(0, text.length()) == 1
                && !(text.length() == 1 && Character.isSurrogate(text.charAt(0)));
        return single ? new CodePoint(text.codePointAt(0)) : null;
    }
}
