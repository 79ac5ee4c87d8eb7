package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** Tests for a structure or array type, with an inline cache on the type of the object. */
@GenerateInline(false)
abstract class DefinedTypeTestNode extends ReferenceTestNode {
    private final DefinedType target;
    private final boolean exact;
    private final boolean nullable;

    DefinedTypeTestNode(DefinedType target, boolean exact, boolean nullable) {
        this.target = target;
        this.exact = exact;
        this.nullable = nullable;
    }

    @Override
    public final boolean execute(VirtualFrame frame, WasmInstance instance, Object reference) {
        return execute(reference);
    }

    abstract boolean execute(Object reference);

    final boolean test(DefinedType type) {
        return exact ? type == target : type.isSubtypeOf(target);
    }

    @Specialization(guards = "object.type() == type", limit = "4")
    static boolean cachedStruct(
            @SuppressWarnings("unused") WasmStruct object,
            @SuppressWarnings("unused") @Cached("object.type()") DefinedType type,
            @Cached("test(type)") boolean result) {
        return result;
    }

    @Specialization(replaces = "cachedStruct")
    boolean struct(WasmStruct object) {
        return test(object.type());
    }

    @Specialization(guards = "object.type() == type", limit = "2")
    static boolean cachedArray(
            @SuppressWarnings("unused") WasmArray object,
            @SuppressWarnings("unused") @Cached("object.type()") DefinedType type,
            @Cached("test(type)") boolean result) {
        return result;
    }

    @Specialization(replaces = "cachedArray")
    boolean array(WasmArray object) {
        return test(object.type());
    }

    @Specialization
    boolean none(@SuppressWarnings("unused") Null reference) {
        return nullable;
    }

    @Specialization(guards = "isOther(reference)")
    static boolean other(@SuppressWarnings("unused") Object reference) {
        return false;
    }

    static boolean isOther(Object reference) {
        return !(reference instanceof WasmStruct) && !(reference instanceof WasmArray) && reference != Null.INSTANCE;
    }
}
