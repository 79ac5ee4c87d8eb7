package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmTable;

/** The methods of {@link GeneratedCode}, as generated code calls them. */
final class Support {
    private static final String INSTANCE = JvmTypes.descriptor(JvmTypes.INSTANCE);

    static final Member NULL = Member.of(Null.class, "INSTANCE", JvmTypes.descriptor(Null.class));
    static final Member NULL_REFERENCE = method("nullReference", "()" + JvmTypes.OBJECT);
    static final Member POLL = method("poll", "(" + INSTANCE + ")V");
    static final Member UNREACHABLE = method("unreachable", "()" + JvmTypes.descriptor(TrapException.class));
    static final Member DIVIDE_BY_ZERO = method("divideByZero", "()" + JvmTypes.descriptor(TrapException.class));
    static final Member INITIALIZED = method("initialized", "(" + JvmTypes.COMPILED_FUNCTION + ")V");
    static final Member COMPILED = method("compiled", "(" + JvmTypes.FUNCTION + ")" + JvmTypes.COMPILED_FUNCTION);
    static final Member INSTANCE_OF_CALLEE =
            method("instance", "(" + JvmTypes.COMPILED_FUNCTION + INSTANCE + ")" + INSTANCE);
    static final Member CALL_TARGET =
            method("callTarget", "(" + JvmTypes.CODE + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
    static final Member REQUEST = Member.of(
            TailCallSupport.class, "request", "(" + JvmTypes.OBJECTS + JvmTypes.FUNCTION + ")" + JvmTypes.OBJECT);
    static final Member FINISH =
            Member.of(TailCallSupport.class, "finish", "(" + JvmTypes.OBJECT + ")" + JvmTypes.OBJECT);
    static final Member BODY_TARGET = Member.of(
            TailCallSupport.class, "bodyTarget", "(" + JvmTypes.CODE + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
    static final Member CALL_TREE = method("callTree", "(" + INSTANCE + "I" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
    static final Member CALLEE =
            method("callee", "(I" + JvmTypes.descriptor(WasmTable.class) + ")" + JvmTypes.COMPILED_FUNCTION);
    static final Member TYPE_MISMATCH = method("typeMismatch", "()" + JvmTypes.descriptor(TrapException.class));
    static final Member ELEMENT = method(
            "element",
            "(I" + JvmTypes.descriptor(WasmTable.class) + JvmTypes.descriptor(DefinedType.class) + ")"
                    + JvmTypes.FUNCTION);
    static final Member NARROW = Member.of(WasmTable.class, "narrow", "(J)I");
    static final Member MEMORY_SIZE = method("memorySize", "(" + INSTANCE + "I)J");
    static final Member MEMORY_GROW = method("memoryGrow", "(J" + INSTANCE + "I)J");
    static final Member MEMORY_FILL = method("memoryFill", "(JIJ" + INSTANCE + "I)V");
    static final Member MEMORY_COPY = method("memoryCopy", "(JJJ" + INSTANCE + "II)V");
    static final Member MEMORY_INIT = method("memoryInit", "(JII" + INSTANCE + "II)V");
    static final Member DATA_DROP = method("dataDrop", "(" + INSTANCE + "I)V");

    private Support() {}

    private static Member method(String name, String descriptor) {
        return Member.of(GeneratedCode.class, name, descriptor);
    }
}
