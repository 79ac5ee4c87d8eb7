package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.task.Caller;

/** The host, which waits for a task that it called. */
final class HostCaller implements Caller {
    private final Object[] arguments;
    private Object result;
    private boolean resolved;

    HostCaller(Object[] arguments) {
        this.arguments = arguments;
    }

    boolean isResolved() {
        return resolved;
    }

    Object result() {
        return result;
    }

    @Override
    public boolean isGuest() {
        return false;
    }

    @Override
    public Object[] start() {
        return arguments;
    }

    @Override
    public void resolve(Object value) {
        result = value;
        resolved = true;
    }

    @Override
    public void cancelled() {
        throw new IllegalStateException("the host cancels no tasks");
    }
}
