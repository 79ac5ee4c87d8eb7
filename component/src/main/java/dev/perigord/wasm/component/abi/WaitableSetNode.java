package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.Event;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Waitable;
import dev.perigord.wasm.component.task.WaitableSet;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.WasmMemory;

/** {@code waitable-set.new}, {@code wait}, {@code poll}, {@code drop}, and {@code waitable.join}. */
final class WaitableSetNode extends BuiltinNode {
    private final Trampoline.Builtin builtin;

    WaitableSetNode(Trampoline.Builtin builtin) {
        this.builtin = builtin;
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        return switch (builtin.kind()) {
            case WAITABLE_SET_NEW -> state.handles().add(new WaitableSet(), this);
            case WAITABLE_SET_WAIT -> {
                WaitableSet set = find(state, (int) arguments[1]);
                Event event = set.await(state.currentThread(this), builtin.flag(), this);
                yield deliver(instance, event, (int) arguments[2]);
            }
            case WAITABLE_SET_POLL -> {
                WaitableSet set = find(state, (int) arguments[1]);
                Event event = set.poll(state.currentThread(this), builtin.flag());
                yield deliver(instance, event, (int) arguments[2]);
            }
            case WAITABLE_SET_DROP -> {
                find(state, (int) arguments[1]).checkDrop(this);
                state.handles().remove((int) arguments[1]);
                yield Null.INSTANCE;
            }
            case WAITABLE_JOIN -> {
                join(state, (int) arguments[1], (int) arguments[2]);
                yield Null.INSTANCE;
            }
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private WaitableSet find(InstanceState state, int index) {
        return state.handles().get(index, WaitableSet.class, "waitable-set", this);
    }

    private void join(InstanceState state, int index, int set) {
        Waitable waitable = state.handles().get(index, Waitable.class, "waitable", this);
        waitable.join(set == 0 ? null : find(state, set), this);
    }

    private int deliver(ComponentInstance instance, Event event, int pointer) {
        WasmMemory memory = instance.memory(builtin.index());
        long address = Integer.toUnsignedLong(pointer);
        memory.writeInt(address, event.index(), this);
        memory.writeInt(address + Integer.BYTES, event.payload(), this);
        return event.code().ordinal();
    }
}
