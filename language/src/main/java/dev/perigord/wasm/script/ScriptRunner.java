package dev.perigord.wasm.script;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.binary.CustomSectionReader;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.instantiation.Instantiator;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.runtime.InstanceExports;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.text.ComponentSource;
import dev.perigord.wasm.text.ModuleSource;
import dev.perigord.wasm.text.ResultPattern;
import dev.perigord.wasm.text.ScriptAction;
import dev.perigord.wasm.text.ScriptCommand;
import dev.perigord.wasm.text.ScriptParser;
import dev.perigord.wasm.text.ScriptSource;
import dev.perigord.wasm.text.ScriptValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs test scripts as the WebAssembly test suite writes them. */
public final class ScriptRunner {
    /** What traps' messages begin with in the engine that the component model's suite was written with. */
    private static final String ENGINE = "wasm trap: ";

    private final TruffleLanguage<?> language;
    private final Store store;
    private final Settings settings;
    private final String file;
    private final TruffleLanguage.Env env;
    private final ScriptReport report;
    private final ScriptValues values;
    private final Source script;
    private final ComponentScript components;

    private final Map<String, WasmModule> definitions = new HashMap<>();
    private final Map<String, WasmInstance> instances = new HashMap<>();
    private final Map<String, Map<String, Object>> hostModules = new HashMap<>();
    private final Map<String, InstanceExports> registered = new HashMap<>();
    private final Map<String, ScriptThread> threads = new HashMap<>();
    private WasmModule latestDefinition;
    private WasmInstance latestInstance;

    /** A runner for one script; {@code file} is its name in messages. */
    public ScriptRunner(
            TruffleLanguage<?> language,
            ComponentStore store,
            Settings settings,
            String file,
            TruffleLanguage.Env env) {
        this.env = env;
        this.language = language;
        this.store = store.core();
        this.settings = settings;
        this.file = file;
        this.report = new ScriptReport();
        this.values = new ScriptValues();
        this.script = Source.newBuilder("wasm", "", file).build();
        this.components = new ComponentScript(language, store, settings, script);
        hostModules.put("spectest", Spectest.exports(language, this.store));
    }

    /** A runner for a thread of a script: it reports to the same place and sees only the instances that it shares. */
    private ScriptRunner(ScriptRunner script, List<String> shared) {
        this.env = script.env;
        this.language = script.language;
        this.store = script.store;
        this.settings = script.settings;
        this.file = script.file;
        this.report = script.report;
        this.values = script.values;
        this.script = script.script;
        this.components = script.components;
        hostModules.putAll(script.hostModules);
        for (String name : shared) {
            instances.put(name, script.instance(name));
        }
    }

    /** Runs all commands; one that fails does not stop the others. */
    public ScriptReport run(String text) {
        run(ScriptParser.parse(text, file));
        return report;
    }

    private void run(List<ScriptCommand> commands) {
        for (ScriptCommand command : commands) {
            try {
                execute(command);
                if (isAssertion(command)) {
                    report.pass();
                }
            } catch (ScriptFailure
                    | MalformedException
                    | InvalidException
                    | LinkException
                    | TrapException
                    | WasmException e) {
                report.fail(file + ":" + command.line() + ": " + e.getMessage());
            }
        }
        threads.values().forEach(ScriptThread::await);
    }

    private void start(ScriptCommand.StartThread thread) {
        ScriptRunner runner = new ScriptRunner(this, thread.shared());
        threads.put(thread.name(), ScriptThread.start(env, () -> runner.run(thread.commands(file))));
    }

    private void await(ScriptCommand.AwaitThread command) {
        ScriptThread thread = threads.get(command.thread());
        if (thread == null) {
            throw new ScriptFailure("no thread" + (command.thread() == null ? "" : " $" + command.thread()));
        }
        thread.await();
    }

    private static boolean isAssertion(ScriptCommand command) {
        return switch (command) {
            case ScriptCommand.Module _, ScriptCommand.Instance _, ScriptCommand.Register _ -> false;
            case ScriptCommand.Component _, ScriptCommand.ComponentInstance _ -> false;
            case ScriptCommand.StartThread _, ScriptCommand.AwaitThread _ -> false;
            default -> true;
        };
    }

    private void execute(ScriptCommand command) {
        switch (command) {
            case ScriptCommand.Module module -> {
                // A module that cannot be made must not leave the one before it to the assertions that follow.
                latestInstance = null;
                components.forgetLatest();
                latestDefinition = load(module.source());
                if (module.name() != null) {
                    definitions.put(module.name(), latestDefinition);
                    instances.remove(module.name());
                }
                if (!module.definition()) {
                    instantiate(latestDefinition, module.name());
                }
            }
            case ScriptCommand.Instance instance ->
                instantiate(
                        instance.definition() == null ? latestDefinition : definitions.get(instance.definition()),
                        instance.name());
            case ScriptCommand.Component component -> {
                latestInstance = null;
                components.define(component.name(), components.load(ComponentScript.encode(component.source())));
                if (!component.definition()) {
                    components.instantiate(component.name(), null);
                }
            }
            case ScriptCommand.ComponentInstance instance -> {
                latestInstance = null;
                components.instantiate(instance.name(), instance.definition());
            }
            case ScriptCommand.Register register -> {
                if (components.knows(register.instance())) {
                    components.register(register.module(), register.instance());
                } else {
                    registered.put(
                            register.module(), instance(register.instance()).exports());
                }
            }
            case ScriptCommand.Action action -> perform(action.action());
            case ScriptCommand.AssertReturn expected -> assertReturn(expected);
            case ScriptCommand.AssertTrap expected -> assertTrap(expected.action(), expected.message());
            case ScriptCommand.AssertExhaustion expected -> assertTrap(expected.action(), expected.message());
            case ScriptCommand.AssertSuspension expected -> assertTrap(expected.action(), expected.message());
            case ScriptCommand.AssertInvalid expected -> assertInvalid(expected.source(), expected.message());
            case ScriptCommand.AssertMalformed expected -> assertMalformed(expected.source(), expected.message());
            case ScriptCommand.AssertInvalidCustom expected ->
                assertInvalidCustom(expected.source(), expected.message());
            case ScriptCommand.AssertMalformedCustom expected ->
                assertMalformedCustom(expected.source(), expected.message());
            case ScriptCommand.AssertUnlinkable expected -> assertUnlinkable(expected.source(), expected.message());
            case ScriptCommand.AssertUninstantiable expected ->
                assertUninstantiable(expected.source(), expected.message());
            case ScriptCommand.AssertException expected -> assertException(expected.action());
            case ScriptCommand.StartThread thread -> start(thread);
            case ScriptCommand.AwaitThread thread -> await(thread);
            case ScriptCommand.Unsupported unsupported ->
                throw new ScriptFailure("unsupported command " + unsupported.text());
            case ScriptCommand.Broken broken -> throw new ScriptFailure(broken.message());
        }
    }

    private WasmModule load(ModuleSource source) {
        byte[] bytes = source.encode();
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length, settings.features());
        return ModuleLoader.load(language, definition, script, new ScriptPositions(script), null, settings.execution());
    }

    private void instantiate(WasmModule module, String name) {
        latestInstance = instantiate(module);
        if (name != null) {
            instances.put(name, latestInstance);
        }
    }

    private WasmInstance instantiate(WasmModule module) {
        if (module == null) {
            throw new ScriptFailure("no such module");
        }
        return Instantiator.instantiate(
                module,
                wanted -> {
                    InstanceExports exports = registered.get(wanted.module());
                    if (exports != null) {
                        return exports.get(wanted.name());
                    }
                    return hostModules.getOrDefault(wanted.module(), Map.of()).get(wanted.name());
                },
                store);
    }

    private WasmInstance instance(String name) {
        WasmInstance instance = name == null ? latestInstance : instances.get(name);
        if (instance == null) {
            throw new ScriptFailure("no instance " + (name == null ? "" : "$" + name));
        }
        return instance;
    }

    private Object[] perform(ScriptAction action) {
        if (components.knows(action.instance())) {
            Object result = components.perform(action).value();
            return result == null ? new Object[0] : new Object[] {result};
        }
        WasmInstance instance = instance(action.instance());
        Object export = instance.exports().get(action.export());
        switch (action) {
            case ScriptAction.Invoke invoke -> {
                if (!(export instanceof WasmFunction function)) {
                    throw new ScriptFailure("no exported function \"" + action.export() + "\"");
                }
                Object[] arguments = invoke.arguments().stream()
                        .map(value -> values.toWasm(value, instance))
                        .toArray();
                Object result = function.call(arguments);
                if (function.type().results().isEmpty()) {
                    return new Object[0];
                }
                return result instanceof Object[] several ? several : new Object[] {result};
            }
            case ScriptAction.Get _ -> {
                if (!(export instanceof WasmGlobal global)) {
                    throw new ScriptFailure("no exported global \"" + action.export() + "\"");
                }
                return new Object[] {global.get()};
            }
        }
    }

    private void assertReturn(ScriptCommand.AssertReturn expected) {
        if (components.knows(expected.action().instance())) {
            assertComponentReturn(expected);
            return;
        }
        Object[] results = perform(expected.action());
        List<?> patterns = expected.results();
        boolean matches = results.length == patterns.size();
        for (int i = 0; matches && i < results.length; i++) {
            matches = values.matches(results[i], expected.results().get(i));
        }
        if (!matches) {
            throw new ScriptFailure("expected " + patterns + ", got " + values.describe(results));
        }
    }

    private void assertComponentReturn(ScriptCommand.AssertReturn expected) {
        ComponentScript.Result result = components.perform(expected.action());
        WitType type = result.function().type().result();
        List<ResultPattern> patterns = expected.results();
        boolean matches = patterns.size() == (type == null ? 0 : 1);
        if (matches && type != null) {
            matches = patterns.getFirst() instanceof ResultPattern.Exactly(ScriptValue value)
                    ? ComponentValues.equal(ComponentValues.of(value, type), result.value())
                    : values.matches(result.value(), patterns.getFirst());
        }
        if (!matches) {
            throw new ScriptFailure("expected " + patterns + ", got " + result.value());
        }
    }

    private void assertTrap(ScriptAction action, String message) {
        try {
            Object[] results = perform(action);
            throw new ScriptFailure("expected trap \"" + message + "\", got " + values.describe(results));
        } catch (TrapException e) {
            checkMessage(e, message, components.knows(action.instance()));
        }
    }

    private void assertException(ScriptAction action) {
        try {
            Object[] results = perform(action);
            throw new ScriptFailure("expected an exception, got " + values.describe(results));
        } catch (WasmException e) {
            return;
        }
    }

    /**
     * A trap's message must begin as expected; the suite spells the index of an element out, we do not. The suite of the
     * component model expects the messages of another engine, of which ours are or have a part.
     */
    private void checkMessage(AbstractTruffleException trap, String expected, boolean component) {
        String actual = trap.getMessage();
        String core = expected.startsWith(ENGINE) ? expected.substring(ENGINE.length()) : expected;
        boolean matches = component
                ? core.contains(actual) || actual.contains(core)
                : actual.startsWith(expected) || expected.startsWith(actual);
        if (!matches) {
            throw new ScriptFailure("expected trap \"" + expected + "\", got trap \"" + actual + "\"");
        }
    }

    private void assertMalformed(ScriptSource source, String message) {
        try {
            validate(source, encode(source));
        } catch (MalformedException e) {
            return;
        } catch (InvalidException e) {
            throw new ScriptFailure("expected malformed \"" + message + "\", got invalid: " + e.getMessage());
        }
        throw new ScriptFailure("expected malformed \"" + message + "\", but it is valid");
    }

    private void assertInvalid(ScriptSource source, String message) {
        byte[] bytes = encode(source);
        try {
            validate(source, bytes);
        } catch (InvalidException e) {
            return;
        } catch (MalformedException e) {
            throw new ScriptFailure("expected invalid \"" + message + "\", got malformed: " + e.getMessage());
        }
        throw new ScriptFailure("expected invalid \"" + message + "\", but it is valid");
    }

    private static byte[] encode(ScriptSource source) {
        return switch (source) {
            case ModuleSource module -> module.encode();
            case ComponentSource component -> ComponentScript.encode(component);
        };
    }

    private void validate(ScriptSource source, byte[] bytes) {
        switch (source) {
            case ModuleSource _ -> ModuleLoader.decode(bytes, 0, bytes.length, settings.features());
            case ComponentSource _ -> components.load(bytes);
        }
    }

    private void assertMalformedCustom(ScriptSource source, String message) {
        try {
            byte[] bytes = encode(source);
            CustomSectionReader.check(ModuleLoader.decode(bytes, 0, bytes.length));
        } catch (MalformedException e) {
            return;
        }
        throw new ScriptFailure("expected malformed \"" + message + "\", but the custom sections are well-formed");
    }

    private void assertInvalidCustom(ScriptSource source, String message) {
        byte[] bytes = encode(source);
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length);
        try {
            CustomSectionReader.check(definition);
        } catch (InvalidException e) {
            return;
        }
        throw new ScriptFailure("expected invalid \"" + message + "\", but the custom sections are valid");
    }

    private void assertUnlinkable(ScriptSource source, String message) {
        Runnable instantiation = instantiation(source);
        try {
            instantiation.run();
        } catch (LinkException e) {
            if (!e.getMessage().contains(message)) {
                throw new ScriptFailure("expected unlinkable \"" + message + "\", got \"" + e.getMessage() + "\"");
            }
            return;
        }
        throw new ScriptFailure("expected unlinkable \"" + message + "\", but it was linked");
    }

    private void assertUninstantiable(ScriptSource source, String message) {
        Runnable instantiation = instantiation(source);
        try {
            instantiation.run();
        } catch (TrapException e) {
            checkMessage(e, message, source instanceof ComponentSource);
            return;
        }
        throw new ScriptFailure("expected trap \"" + message + "\", but it was instantiated");
    }

    /** Loads a module or component; what is given back instantiates it. */
    private Runnable instantiation(ScriptSource source) {
        return switch (source) {
            case ModuleSource modules -> {
                WasmModule module = load(modules);
                yield () -> instantiate(module);
            }
            case ComponentSource _ -> {
                WasmComponent component = components.load(encode(source));
                yield () -> components.instantiate(component);
            }
        };
    }
}
