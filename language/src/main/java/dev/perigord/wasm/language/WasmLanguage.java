package dev.perigord.wasm.language;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleLanguage.ContextPolicy;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.interop.HostArrays;
import dev.perigord.wasm.wasi.preview1.Preview1Library;
import org.graalvm.options.OptionDescriptors;
import org.graalvm.options.OptionValues;

/**
 * WebAssembly modules and components as a Truffle language.
 *
 * <p>Evaluating a source gives a module or component object, which the host instantiates. What a source is parsed to
 * belongs to the engine and is shared by its contexts; instances belong to one context.
 */
@TruffleLanguage.Registration(
        id = WasmLanguage.ID,
        name = "WebAssembly",
        implementationName = "Perigord",
        website = "https://webassembly.org",
        defaultMimeType = WasmLanguage.BINARY_MIME_TYPE,
        byteMimeTypes = WasmLanguage.BINARY_MIME_TYPE,
        characterMimeTypes = {WasmLanguage.TEXT_MIME_TYPE, WasmLanguage.SCRIPT_MIME_TYPE},
        contextPolicy = ContextPolicy.SHARED,
        fileTypeDetectors = WasmFileTypeDetector.class)
@ProvidedTags({
    StandardTags.RootTag.class,
    StandardTags.RootBodyTag.class,
    StandardTags.StatementTag.class,
    StandardTags.CallTag.class
})
public final class WasmLanguage extends TruffleLanguage<WasmContext> implements HostArrays {
    /** The language's id. */
    public static final String ID = "wasm";

    /** The MIME type of binary modules and components. */
    public static final String BINARY_MIME_TYPE = "application/wasm";

    /** The MIME type of the text format. */
    public static final String TEXT_MIME_TYPE = "text/x-wat";

    /** The MIME type of test scripts. */
    public static final String SCRIPT_MIME_TYPE = "text/x-wast";

    private static final ContextReference<WasmContext> CONTEXT = ContextReference.create(WasmLanguage.class);

    private final Preview1Library preview1;

    /** Made by Truffle, once for an engine. */
    public WasmLanguage() {
        Ahead.languageIsThere();
        preview1 = new Preview1Library(this);
    }

    /** WASI 0.1, whose code all contexts share. */
    Preview1Library preview1() {
        return preview1;
    }

    @Override
    public Object javaArray(Object value) {
        return ComponentEnvironment.INSTANCE.javaArray(value);
    }

    static WasmContext currentContext() {
        return CONTEXT.get(null);
    }

    @Override
    protected WasmContext createContext(Env env) {
        return new WasmContext(this, env);
    }

    @Override
    protected void finalizeContext(WasmContext context) {
        context.reportLeaks();
        context.store().stacks().close();
        context.wasi().close();
    }

    @Override
    protected CallTarget parse(ParsingRequest request) {
        Source source = request.getSource();
        return root(source, request.getOptionValues().get(WasmSourceOptions.Run))
                .getCallTarget();
    }

    private RootNode root(Source source, boolean runs) {
        if (SCRIPT_MIME_TYPE.equals(source.getMimeType())) {
            return new ScriptRootNode(this, source);
        }
        Object definition = SourceLoader.load(this, source, currentContext().settings());
        return runs ? new ProgramRootNode(this, definition) : new EvaluationRootNode(this, definition);
    }

    @Override
    protected Object getScope(WasmContext context) {
        return context.builtins();
    }

    @Override
    protected OptionDescriptors getOptionDescriptors() {
        return new WasmOptionsOptionDescriptors();
    }

    @Override
    protected OptionDescriptors getSourceOptionDescriptors() {
        return new WasmSourceOptionsOptionDescriptors();
    }

    /** Code that is shared must be valid for all contexts. */
    @Override
    protected boolean areOptionsCompatible(OptionValues first, OptionValues next) {
        return WasmOptions.settings(first).equals(WasmOptions.settings(next));
    }

    /** Any number of threads: a component instance keeps all but one out itself. */
    @Override
    protected boolean isThreadAccessAllowed(Thread thread, boolean singleThreaded) {
        return true;
    }
}
