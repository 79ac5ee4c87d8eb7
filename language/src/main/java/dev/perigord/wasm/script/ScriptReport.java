package dev.perigord.wasm.script;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.runtime.ResultList;
import java.util.ArrayList;
import java.util.List;

/** What running a script gave: the members {@code passed}, {@code failed} and {@code failures}, an array of lines. */
@ExportLibrary(InteropLibrary.class)
public final class ScriptReport implements TruffleObject {
    private final List<String> failures = new ArrayList<>();
    private int passed;

    synchronized void pass() {
        passed++;
    }

    synchronized void fail(String message) {
        failures.add(message);
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(new Object[] {"passed", "failed", "failures"});
    }

    @ExportMessage
    boolean isMemberReadable(String member) {
        return switch (member) {
            case "passed", "failed", "failures" -> true;
            default -> false;
        };
    }

    @ExportMessage
    synchronized Object readMember(String member) throws UnknownIdentifierException {
        return switch (member) {
            case "passed" -> passed;
            case "failed" -> failures.size();
            case "failures" -> new ResultList(failures.toArray());
            default -> throw UnknownIdentifierException.create(member);
        };
    }
}
