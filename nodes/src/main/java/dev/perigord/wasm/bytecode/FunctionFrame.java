package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of a function that was generated code, as a Java stack trace shows it.
 *
 * @param codeOffset where the function was, in the module
 */
record FunctionFrame(WasmModule module, int functionIndex, int codeOffset) {
    /** The frames of a Java stack trace, innermost first, above the n-th entry from Truffle, counted from 0. */
    static List<FunctionFrame> of(StackTraceElement[] trace, int entry) {
        List<FunctionFrame> frames = new ArrayList<>();
        int entries = 0;
        // A function that is several methods has one frame each; the topmost knows where it was.
        boolean inFunction = false;
        for (StackTraceElement element : trace) {
            if (element.getClassName().equals(GeneratedRootNode.class.getName())
                    && element.getMethodName().equals(GeneratedRootNode.ENTRY)) {
                if (entries++ == entry) {
                    break;
                }
            } else if (entries == entry && CodeLoader.isFunction(element.getClassName())) {
                if (!inFunction) {
                    FunctionFrame frame = CodeLoader.frame(element);
                    if (frame != null) {
                        frames.add(frame);
                    }
                }
                inFunction = !element.getMethodName().equals(MethodEmitter.FUNCTION);
            }
        }
        return frames;
    }
}
