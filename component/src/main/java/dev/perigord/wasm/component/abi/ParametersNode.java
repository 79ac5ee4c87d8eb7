package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.TrapException;

/**
 * The parameters of a function as core values, or as a tuple in memory if they are too many (CanonicalABI.md
 * {@code lift_flat_values}, {@code lower_flat_values}).
 */
final class ParametersNode extends Node {
    private final boolean inMemory;
    private final PointerSize pointer;
    private final Layout layout;

    @Children
    private final ValueNode[] values;

    /** Of each parameter: the byte offset in memory, or the index among the core values. */
    @CompilationFinal(dimensions = 1)
    private final int[] positions;

    ParametersNode(ValueNodes nodes, WitFunctionType type, boolean inMemory) {
        this.inMemory = inMemory;
        this.pointer = nodes.options().pointer();
        this.layout = FlatSignature.parameters(type, pointer);
        this.values = nodes.create(type.parameterTypes());
        this.positions = new int[values.length];
        int flat = 0;
        for (int i = 0; i < values.length; i++) {
            positions[i] = inMemory ? layout.offsets().get(i) : flat;
            flat += type.parameterTypes().get(i).layout(pointer).flatCount();
        }
    }

    int count() {
        return values.length;
    }

    /** Lifts all parameters from core values that begin at index 1. */
    @ExplodeLoop
    Object[] lift(Transfer transfer, Object[] core) {
        Object[] lifted = new Object[values.length];
        if (inMemory) {
            long address = Pointers.lift(pointer, core[1]);
            check(transfer, address, layout, this);
            for (int i = 0; i < values.length; i++) {
                lifted[i] = values[i].load(transfer, address + positions[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                lifted[i] = values[i].lift(transfer, core, 1 + positions[i]);
            }
        }
        return lifted;
    }

    /** Lowers values that begin at index {@code from} to core values that begin at index 1. */
    @ExplodeLoop
    void lower(Transfer transfer, Object[] lifted, int from, Object[] core) {
        if (inMemory) {
            long address = transfer.allocate(layout.alignment(), layout.size(), this);
            core[1] = Pointers.lower(pointer, address);
            for (int i = 0; i < values.length; i++) {
                values[i].store(transfer, lifted[from + i], address + positions[i]);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i].lower(transfer, lifted[from + i], core, 1 + positions[i]);
            }
        }
    }

    /** Traps unless a pointer is aligned and what it points to lies in memory. */
    static void check(Transfer transfer, long address, Layout layout, Node location) {
        if ((address & (layout.alignment() - 1)) != 0) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException("unaligned pointer", location);
        }
        Pointers.checkRange(transfer.memory(), address, 1, layout.size(), "pointer out of bounds of memory", location);
    }
}
