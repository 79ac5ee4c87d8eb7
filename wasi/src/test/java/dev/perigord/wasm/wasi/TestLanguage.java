package dev.perigord.wasm.wasi;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleLanguage.ContextPolicy;
import com.oracle.truffle.api.TruffleLanguage.Env;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Context;

/** The smallest language that has a Truffle context, so that tests run inside of one. */
@TruffleLanguage.Registration(id = TestLanguage.ID, name = "wasi test", contextPolicy = ContextPolicy.EXCLUSIVE)
public final class TestLanguage extends TruffleLanguage<Env> {
    /** The language's id. */
    public static final String ID = "wasi-test";

    private static final ThreadLocal<Body> BODY = new ThreadLocal<>();

    /** What a test does inside of the context. */
    @FunctionalInterface
    public interface Body {
        /** Runs with the language and the environment of the context. */
        Object run(TestLanguage language, Env env) throws Exception;
    }

    /** Runs a test's body in a context that may do everything. */
    public static void run(Body body) {
        try (Context context = Context.newBuilder(ID).allowAllAccess(true).build()) {
            run(context, body);
        }
    }

    /** Runs a test's body in a context. */
    public static void run(Context context, Body body) {
        BODY.set(body);
        try {
            context.eval(ID, "" + System.identityHashCode(body));
        } finally {
            BODY.remove();
        }
    }

    /** Runs something without a result that matters. */
    public static Body body(Callable<?> callable) {
        return (_, _) -> callable.call();
    }

    @Override
    protected Env createContext(Env env) {
        return env;
    }

    @Override
    protected boolean isThreadAccessAllowed(Thread thread, boolean singleThreaded) {
        return true;
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        return new BodyRootNode(this).getCallTarget();
    }

    private static final class BodyRootNode extends RootNode {
        private static final ContextReference<Env> ENV = ContextReference.create(TestLanguage.class);

        private BodyRootNode(TestLanguage language) {
            super(language);
        }

        @Override
        public Object execute(VirtualFrame frame) {
            CompilerDirectives.transferToInterpreter();
            try {
                Object result = BODY.get().run(getLanguage(TestLanguage.class), ENV.get(this));
                return result instanceof Integer ? result : 0;
            } catch (Exception e) {
                throw sneaky(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
            throw (E) e;
        }
    }
}
