package dev.perigord.wasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.interop.ComponentObject;
import dev.perigord.wasm.component.interop.GuestErrorException;
import dev.perigord.wasm.component.printer.ComponentPrinter;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.runtime.ResultList;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The language's bindings, {@code context.getBindings("wasm")}: what the launcher does with programs.
 *
 * <ul>
 *   <li>{@code run(program, name, component, ...)} runs the main function of a command and gives its exit status, if it ends without exiting
 *   <li>{@code invoke(program, "f(1)", name, component, ...)} calls an export with arguments in WAVE and gives the result in WAVE
 * </ul>
 *
 * Both take components that satisfy the import of the name before them, or all imports that they can if it is empty.
 *
 * <ul>
 *   <li>{@code plug(socket, plug, ...)} gives the binary of a component made of several
 *   <li>{@code wire(text, name, files)} gives the binary of what a wiring describes, with a function from the names of files to components
 *   <li>{@code encode(module)} gives the binary of a module
 *   <li>{@code print(module)} gives a module or component in the text format
 *   <li>{@code wit(file, world, features, binary)} gives the WIT in a file or folder as a text or, if asked, as a binary
 *   <li>{@code embed(wit, world, features, encoding, module)} gives the binary of a core module with a world
 *   <li>{@code bindgen(wit, world, features, package, folder)} writes the Java source of a world and gives the number of files
 *   <li>{@code isError(exception)} says whether an exception is the error of a {@code result}
 *   <li>{@code componentOf(module, name, adapter, …)} gives the component that a core module with a world makes
 *   <li>{@code builtFunctions(program)} gives how many functions of a module or component have been called and so have an AST
 * </ul>
 */
@ExportLibrary(InteropLibrary.class)
final class Builtins implements TruffleObject {
    private final WasmContext context;

    Builtins(WasmContext context) {
        this.context = context;
    }

    @ExportMessage
    boolean isScope() {
        return true;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(Builtin.members());
    }

    @ExportMessage
    @TruffleBoundary
    boolean isMemberInvocable(String member) {
        return Builtin.of(member) != null;
    }

    @ExportMessage
    @TruffleBoundary
    Object invokeMember(String member, Object[] arguments)
            throws UnknownIdentifierException, ArityException, UnsupportedTypeException, UnsupportedMessageException {
        Builtin builtin = Builtin.of(member);
        if (builtin == null) {
            throw UnknownIdentifierException.create(member);
        }
        builtin.check(arguments.length);
        return switch (builtin) {
            case RUN -> program(arguments, builtin.arity()).run();
            case INVOKE -> program(arguments, builtin.arity()).invoke(text(arguments[1]));
            case PLUG -> new Compositions(context).plug(arguments);
            case WIRE -> new Compositions(context).wire(text(arguments[0]), text(arguments[1]), arguments[2]);
            case ENCODE ->
                new BinaryBuffer(
                        arguments[0] instanceof ComponentObject component
                                ? component.component().binary()
                                : module(arguments[0]).definition().bytes());
            case PRINT ->
                arguments[0] instanceof ComponentObject component
                        ? ComponentPrinter.print(component.component().binary())
                        : ModulePrinter.print(module(arguments[0]).definition().bytes());
            case WIT -> wit().wit(text(arguments[0]), text(arguments[1]), text(arguments[2]), isTrue(arguments[3]));
            case EMBED ->
                wit().embed(
                                text(arguments[0]),
                                text(arguments[1]),
                                text(arguments[2]),
                                text(arguments[3]),
                                text(arguments[4]));
            case BINDGEN ->
                wit().bindgen(
                                text(arguments[0]),
                                text(arguments[1]),
                                text(arguments[2]),
                                text(arguments[3]),
                                text(arguments[4]));
            case COMPONENT_OF -> componentOf(arguments);
            case IS_ERROR -> arguments[0] instanceof GuestErrorException;
            case BUILT_FUNCTIONS ->
                arguments[0] instanceof ComponentObject component
                        ? component.component().builtFunctions()
                        : module(arguments[0]).builtFunctions();
        };
    }

    private WitCommands wit() {
        return new WitCommands(context);
    }

    private static String text(Object argument) throws UnsupportedMessageException {
        return InteropLibrary.getUncached().asString(argument);
    }

    private static boolean isTrue(Object argument) throws UnsupportedMessageException {
        return InteropLibrary.getUncached().asBoolean(argument);
    }

    private Object componentOf(Object[] arguments) throws UnsupportedMessageException {
        Map<String, String> adapters = new LinkedHashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            adapters.put(text(arguments[i]), text(arguments[i + 1]));
        }
        return wit().componentOf(text(arguments[0]), adapters);
    }

    private static WasmModule module(Object object) throws UnsupportedTypeException {
        if (object instanceof WasmModule module) {
            return module;
        }
        throw UnsupportedTypeException.create(new Object[] {object}, "expected a module");
    }

    /** The first argument as a program with the providers from index {@code from} on. */
    private Program program(Object[] arguments, int from) throws UnsupportedTypeException, UnsupportedMessageException {
        List<Providers.Provider> providers = new ArrayList<>();
        for (int i = from; i < arguments.length; i += 2) {
            Object definition = arguments[i + 1] instanceof ComponentObject component
                    ? component.component()
                    : module(arguments[i + 1]);
            providers.add(new Providers.Provider(text(arguments[i]), definition));
        }
        Object object = arguments[0];
        if (object instanceof WasmModule || object instanceof ComponentObject) {
            return Program.of(context, object, providers);
        }
        throw UnsupportedTypeException.create(new Object[] {object}, "expected a module or component");
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "WebAssembly";
    }

    @ExportMessage
    boolean hasLanguage() {
        return true;
    }

    @ExportMessage
    Class<? extends TruffleLanguage<?>> getLanguage() {
        return WasmLanguage.class;
    }
}
