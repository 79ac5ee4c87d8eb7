package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.Polling;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The call target of a function that is generated code: the way in from the host and from trees, and the way out for
 * exceptions, which take along what Truffle cannot see, the frames of generated code.
 */
public final class GeneratedRootNode extends RootNode {
    /** The method whose frame in a Java stack trace is the way in. */
    static final String ENTRY = "enterGenerated";

    /** So many frames of generated code are shown of each way in. */
    private static final int MAXIMUM_FRAMES = 64;

    private final WasmModule module;
    private final int functionIndex;
    private final CompiledFunction function;

    /** Makes the function's tree, for programs that something observes. */
    private final Supplier<RootCallTarget> tree;

    private volatile RootCallTarget treeTarget;

    /** Whether a call surely ends soon, so that nothing needs to interrupt it. */
    private final boolean isBrief;

    @Child
    private ObservableNode body;

    /** A call target for a function. */
    public GeneratedRootNode(
            WasmModule module, int functionIndex, CompiledFunction function, Supplier<RootCallTarget> tree) {
        super(module.language());
        this.module = module;
        this.functionIndex = functionIndex;
        this.function = function;
        this.tree = tree;
        this.isBrief = Brevity.of(module.definition(), functionIndex);
        this.body = new ObservableNode(getSourceSection());
    }

    @Override
    public Object execute(VirtualFrame frame) {
        if (body.isObserved()) {
            return callTree(frame.getArguments());
        }
        return enterGenerated(frame.getArguments());
    }

    @TruffleBoundary
    private Object callTree(Object[] arguments) {
        module.observe();
        RootCallTarget target = treeTarget;
        if (target == null) {
            target = tree.get();
            treeTarget = target;
        }
        return target.call(this, arguments);
    }

    /** Runs the function, which returns a {@code TailCall} as trees do if it ends with one. */
    @TruffleBoundary
    private Object enterGenerated(Object[] arguments) {
        try {
            return isBrief ? function.bodyBoxed(arguments) : callInterruptibly(arguments);
        } catch (IndexOutOfBoundsException e) {
            StackTraceElement[] trace = e.getStackTrace();
            if (!isBoundsCheck(trace)) {
                throw e;
            }
            throw located(Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.message(), trace);
        } catch (TrapException e) {
            StackTraceElement[] trace = e.javaTrace();
            if (trace == null) {
                throw e;
            }
            if (e.getLocation() == null) {
                throw located(e.getMessage(), trace);
            }
            throw collect(e, FunctionFrame.of(trace, e.nextEntry()));
        }
    }

    /** A call on its way through {@link Polling}. */
    private static final class Call {
        private final CompiledFunction function;
        private final Object[] arguments;
        private Object result;

        private Call(CompiledFunction function, Object[] arguments) {
            this.function = function;
            this.arguments = arguments;
        }

        private void run() {
            result = function.bodyBoxed(arguments);
        }
    }

    private Object callInterruptibly(Object[] arguments) {
        Call call = new Call(function, arguments);
        Polling.enter(this, Call::run, call);
        return call.result;
    }

    /** Whether the exception comes from the check of an address and not from a fault of the host. */
    private static boolean isBoundsCheck(StackTraceElement[] trace) {
        for (StackTraceElement element : trace) {
            if (CodeLoader.isFunction(element.getClassName())) {
                return true;
            }
            if (!element.getClassName().startsWith("java.util.Objects")
                    && !element.getClassName().startsWith("jdk.internal.util.")) {
                return false;
            }
        }
        return false;
    }

    /** The trap with the place where it happened. */
    private TrapException located(String message, StackTraceElement[] trace) {
        List<FunctionFrame> frames = FunctionFrame.of(trace, 0);
        if (frames.isEmpty()) {
            return new TrapException(message, this, trace);
        }
        if (frames.size() == 1) {
            return new TrapException(message, position(frames.getFirst()), trace);
        }
        List<FrameRootNode> roots = roots(frames);
        TrapException exception = new TrapException(message, roots.getFirst().position(), trace);
        FrameRootNode.rethrow(roots, position(frames.getLast()), exception);
        return exception;
    }

    private TrapException collect(TrapException exception, List<FunctionFrame> frames) {
        if (frames.size() > 1) {
            FrameRootNode.rethrow(roots(frames), position(frames.getLast()), exception);
        }
        return exception;
    }

    /** Roots for all frames but the outermost, which is this root's own. */
    private static List<FrameRootNode> roots(List<FunctionFrame> frames) {
        List<FrameRootNode> roots = new ArrayList<>();
        for (FunctionFrame frame : frames.subList(0, Math.min(frames.size() - 1, MAXIMUM_FRAMES))) {
            roots.add(new FrameRootNode(frame));
        }
        return roots;
    }

    /** A place in this function. */
    private Node position(FunctionFrame frame) {
        return insert(new FrameRootNode.PositionNode(frame));
    }

    @Override
    public String getName() {
        return module.definition().functionName(functionIndex);
    }

    @Override
    public String getQualifiedName() {
        String moduleName = module.definition().moduleName();
        return moduleName == null ? getName() : moduleName + "." + getName();
    }

    @Override
    public SourceSection getSourceSection() {
        return module.functionSection(functionIndex);
    }

    @Override
    protected boolean isInstrumentable() {
        return true;
    }

    @Override
    public String toString() {
        return getQualifiedName();
    }
}
