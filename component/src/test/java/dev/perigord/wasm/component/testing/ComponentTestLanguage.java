package dev.perigord.wasm.component.testing;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** A language that runs Java code of a test, so that the test has a language and a context to run nodes in. */
@TruffleLanguage.Registration(id = ComponentTestLanguage.ID, name = "Component test")
public final class ComponentTestLanguage extends TruffleLanguage<Object> {
    static final String ID = "component-test";

    private static final ThreadLocal<Function<ComponentTestLanguage, Object>> TASK = new ThreadLocal<>();

    private record NoPositions(Source source) implements WasmModule.Positions {
        @Override
        public SourceSection instruction(int codeOffset) {
            return source.createUnavailableSection();
        }

        @Override
        public SourceSection function(int codeOffset) {
            return source.createUnavailableSection();
        }
    }

    /** Runs a task inside of a new context. */
    public static void run(Function<ComponentTestLanguage, Object> task) {
        try (Context context = Context.newBuilder(ID).build()) {
            eval(context, task);
        }
    }

    /** Runs a task inside of a context and gives its result, a polyglot value. */
    public static Value eval(Context context, Function<ComponentTestLanguage, Object> task) {
        TASK.set(task);
        try {
            return context.eval(org.graalvm.polyglot.Source.newBuilder(ID, "", "task")
                    .cached(false)
                    .buildLiteral());
        } finally {
            TASK.remove();
        }
    }

    @Override
    protected Object createContext(Env env) {
        return env;
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        Function<ComponentTestLanguage, Object> task = TASK.get();
        return new RootNode(this) {
            @Override
            public Object execute(VirtualFrame frame) {
                return runTask(task);
            }
        }.getCallTarget();
    }

    @com.oracle.truffle.api.CompilerDirectives.TruffleBoundary
    private Object runTask(Function<ComponentTestLanguage, Object> task) {
        Object result = task.apply(this);
        return result == null ? dev.perigord.wasm.runtime.Null.INSTANCE : result;
    }

    /** Loads a component. */
    public WasmComponent load(byte[] bytes) {
        Source source = Source.newBuilder(ID, "", "component").build();
        return ComponentLoader.load(this, bytes, Settings.DEFAULT, source, new NoPositions(source));
    }

    /** A store with small limits. */
    public static ComponentStore store(ComponentLimits limits) {
        return new ComponentStore(new Store(new MemoryBudget(1 << 14, 1 << 14, 1L << 30), 1 << 20), limits);
    }

    /** Loads and instantiates a component. */
    public ComponentInstance instantiate(byte[] bytes, ComponentImports imports) {
        return ComponentInstantiator.instantiate(load(bytes), imports, store(ComponentLimits.DEFAULT));
    }
}
