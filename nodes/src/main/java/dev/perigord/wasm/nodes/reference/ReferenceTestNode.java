package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.WasmNode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Tests whether a reference has a type. A subclass for each kind of type, so that a test does no more than its type
 * needs; those for types of a module remember the types of the objects they saw.
 */
public abstract class ReferenceTestNode extends WasmNode {
    /** A test that cannot trap. */
    protected ReferenceTestNode() {}

    /** A test of the instruction at {@code codeOffset}. */
    protected ReferenceTestNode(int codeOffset) {
        super(codeOffset);
    }

    /** Tests a reference. */
    public abstract boolean execute(VirtualFrame frame, WasmInstance instance, Object reference);

    /** A test for a type. */
    public static ReferenceTestNode of(ReferenceType type) {
        return switch (type.heapType()) {
            case DefinedType defined ->
                defined.kind() == AbstractHeapType.FUNC
                        ? new OfFunction(type)
                        : DefinedTypeTestNodeGen.create(defined, false, type.nullable());
            case ExactType(DefinedType defined) ->
                defined.kind() == AbstractHeapType.FUNC
                        ? new OfFunction(type)
                        : DefinedTypeTestNodeGen.create(defined, true, type.nullable());
            default -> new OfAbstractType(type);
        };
    }

    /** A test for null. */
    public static ReferenceTestNode ofNull() {
        return new OfNull();
    }

    private static final class OfNull extends ReferenceTestNode {
        @Override
        public boolean execute(VirtualFrame frame, WasmInstance instance, Object reference) {
            return reference == Null.INSTANCE;
        }
    }

    private static final class OfAbstractType extends ReferenceTestNode {
        private final AbstractHeapType type;
        private final boolean nullable;

        OfAbstractType(ReferenceType type) {
            this.type = (AbstractHeapType) type.heapType();
            this.nullable = type.nullable();
        }

        @Override
        public boolean execute(VirtualFrame frame, WasmInstance instance, Object reference) {
            return References.isOf(reference, type, nullable);
        }
    }

    private static final class OfFunction extends ReferenceTestNode {
        private final ReferenceType type;

        OfFunction(ReferenceType type) {
            this.type = type;
        }

        @Override
        public boolean execute(VirtualFrame frame, WasmInstance instance, Object reference) {
            return References.matches(reference, type);
        }
    }
}
