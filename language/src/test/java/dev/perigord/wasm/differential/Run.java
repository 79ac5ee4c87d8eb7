package dev.perigord.wasm.differential;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;

/** One way to run programs. */
record Run(String name, Context context) implements AutoCloseable {
    private static final List<NumberType> GLOBALS =
            List.of(NumberType.I32, NumberType.I64, NumberType.F32, NumberType.F64);

    /** What each call of a program gave: results or a trap, and what it left in memories and globals. */
    List<String> outcomes(Program program) {
        Value first = instantiate(program.first(), "first.wat");
        Value second = instantiate(program.second(), "second.wat", ProxyObject.fromMap(Map.of("first", first)));
        List<String> outcomes = new ArrayList<>();
        for (Program.Call call : program.calls()) {
            outcomes.add(call + " = " + outcome(second, call) + "; " + state(first) + "; " + state(second));
        }
        return outcomes;
    }

    private Value instantiate(String text, String name, Object... imports) {
        Source source = Source.newBuilder("wasm", text, name)
                .mimeType("text/x-wat")
                .cached(false)
                .buildLiteral();
        return context.eval(source).newInstance(imports).getMember("exports");
    }

    private static String outcome(Value exports, Program.Call call) {
        try {
            Value result =
                    exports.getMember(call.function()).execute(call.arguments().toArray());
            return results(call.results(), result).toString();
        } catch (PolyglotException e) {
            if (e.isInternalError()) {
                throw e;
            }
            return "trap: " + e.getMessage() + place(e);
        }
    }

    /** Where it trapped; of exceptions that nobody caught byte code does not know that. */
    private static String place(PolyglotException exception) {
        if (exception.getMessage().startsWith("uncaught exception")) {
            return "";
        }
        for (StackFrame frame : exception.getPolyglotStackTrace()) {
            if (frame.isGuestFrame()) {
                return " at " + frame.getRootName() + ":" + frame.getSourceLocation();
            }
        }
        return " nowhere";
    }

    private static List<String> results(List<NumberType> types, Value result) {
        List<String> results = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            results.add(number(types.get(i), types.size() == 1 ? result : result.getArrayElement(i)));
        }
        return results;
    }

    /** A number to the last bit; one NaN is like another. */
    private static String number(NumberType type, Value value) {
        return switch (type) {
            case I32 -> Integer.toHexString(value.asInt());
            case I64 -> Long.toHexString(value.asLong()) + "L";
            case F32 -> Integer.toHexString(Float.floatToIntBits(value.asFloat())) + "F";
            case F64 -> Long.toHexString(Double.doubleToLongBits(value.asDouble())) + "D";
            case V128 -> throw new AssertionError("a vector");
        };
    }

    private static String state(Value exports) {
        StringBuilder state = new StringBuilder("globals");
        for (NumberType type : GLOBALS) {
            state.append(' ')
                    .append(number(type, exports.getMember(type.toString()).getMember("value")));
        }
        return state.append(", memories ")
                .append(checksum(exports.getMember("memory")))
                .append(' ')
                .append(checksum(exports.getMember("other")))
                .toString();
    }

    private static String checksum(Value memory) {
        byte[] bytes = new byte[Math.toIntExact(memory.getBufferSize())];
        memory.readBuffer(0, bytes, 0, bytes.length);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return bytes.length + ":" + Long.toHexString(checksum.getValue());
    }

    @Override
    public void close() {
        context.close();
    }
}
