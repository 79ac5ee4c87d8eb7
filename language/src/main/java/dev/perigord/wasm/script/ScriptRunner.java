package dev.perigord.wasm.script;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.binary.CustomSectionReader;
import dev.perigord.wasm.instantiation.Instantiator;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.module.Feature;
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
import dev.perigord.wasm.text.ModuleSource;
import dev.perigord.wasm.text.ScriptAction;
import dev.perigord.wasm.text.ScriptCommand;
import dev.perigord.wasm.text.ScriptParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs test scripts as the WebAssembly test suite writes them. */
public final class ScriptRunner {
    private final TruffleLanguage<?> language;
    private final Store store;
    private final Set<Feature> features;
    private final String file;
    private final TruffleLanguage.Env env;
    private final ScriptReport report;
    private final ScriptValues values;

    private final Map<String, WasmModule> definitions = new HashMap<>();
    private final Map<String, WasmInstance> instances = new HashMap<>();
    private final Map<String, Map<String, Object>> hostModules = new HashMap<>();
    private final Map<String, InstanceExports> registered = new HashMap<>();
    private final Map<String, ScriptThread> threads = new HashMap<>();
    private WasmModule latestDefinition;
    private WasmInstance latestInstance;

    /** A command did not do what it should; the message says what it did. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message, null, false, false);
        }
    }

    /** A runner for one script; {@code file} is its name in messages. */
    public ScriptRunner(
            TruffleLanguage<?> language, Store store, Set<Feature> features, String file, TruffleLanguage.Env env) {
        this.env = env;
        this.language = language;
        this.store = store;
        this.features = features;
        this.file = file;
        this.report = new ScriptReport();
        this.values = new ScriptValues();
        hostModules.put("spectest", Spectest.exports(language, store));
    }

    /** A runner for a thread of a script: it reports to the same place and sees only the instances that it shares. */
    private ScriptRunner(ScriptRunner script, List<String> shared) {
        this.env = script.env;
        this.language = script.language;
        this.store = script.store;
        this.features = script.features;
        this.file = script.file;
        this.report = script.report;
        this.values = script.values;
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
            } catch (Failure
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
            throw new Failure("no thread" + (command.thread() == null ? "" : " $" + command.thread()));
        }
        thread.await();
    }

    private static boolean isAssertion(ScriptCommand command) {
        return switch (command) {
            case ScriptCommand.Module _, ScriptCommand.Instance _, ScriptCommand.Register _ -> false;
            case ScriptCommand.StartThread _, ScriptCommand.AwaitThread _ -> false;
            default -> true;
        };
    }

    private void execute(ScriptCommand command) {
        switch (command) {
            case ScriptCommand.Module module -> {
                // A module that cannot be made must not leave the one before it to the assertions that follow.
                latestInstance = null;
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
            case ScriptCommand.Register register ->
                registered.put(register.module(), instance(register.instance()).exports());
            case ScriptCommand.Action action -> perform(action.action());
            case ScriptCommand.AssertReturn expected -> assertReturn(expected);
            case ScriptCommand.AssertTrap expected -> assertTrap(expected.action(), expected.message());
            case ScriptCommand.AssertExhaustion expected -> assertTrap(expected.action(), expected.message());
            case ScriptCommand.AssertInvalid expected -> assertInvalid(expected.module(), expected.message());
            case ScriptCommand.AssertMalformed expected -> assertMalformed(expected.module(), expected.message());
            case ScriptCommand.AssertInvalidCustom expected ->
                assertInvalidCustom(expected.module(), expected.message());
            case ScriptCommand.AssertMalformedCustom expected ->
                assertMalformedCustom(expected.module(), expected.message());
            case ScriptCommand.AssertUnlinkable expected -> assertUnlinkable(expected.module(), expected.message());
            case ScriptCommand.AssertUninstantiable expected ->
                assertUninstantiable(expected.module(), expected.message());
            case ScriptCommand.AssertException expected -> assertException(expected.action());
            case ScriptCommand.StartThread thread -> start(thread);
            case ScriptCommand.AwaitThread thread -> await(thread);
            case ScriptCommand.Unsupported unsupported ->
                throw new Failure("unsupported command " + unsupported.text());
            case ScriptCommand.Broken broken -> throw new Failure(broken.message());
        }
    }

    private WasmModule load(ModuleSource source) {
        byte[] bytes = source.encode();
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length, features);
        Source script = Source.newBuilder("wasm", "", file).build();
        return ModuleLoader.load(language, definition, script, new NoPositions(script), null);
    }

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

    private void instantiate(WasmModule module, String name) {
        latestInstance = instantiate(module);
        if (name != null) {
            instances.put(name, latestInstance);
        }
    }

    private WasmInstance instantiate(WasmModule module) {
        if (module == null) {
            throw new Failure("no such module");
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
            throw new Failure("no instance " + (name == null ? "" : "$" + name));
        }
        return instance;
    }

    private Object[] perform(ScriptAction action) {
        WasmInstance instance = instance(action.instance());
        Object export = instance.exports().get(action.export());
        switch (action) {
            case ScriptAction.Invoke invoke -> {
                if (!(export instanceof WasmFunction function)) {
                    throw new Failure("no exported function \"" + action.export() + "\"");
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
                    throw new Failure("no exported global \"" + action.export() + "\"");
                }
                return new Object[] {global.get()};
            }
        }
    }

    private void assertReturn(ScriptCommand.AssertReturn expected) {
        Object[] results = perform(expected.action());
        List<?> patterns = expected.results();
        boolean matches = results.length == patterns.size();
        for (int i = 0; matches && i < results.length; i++) {
            matches = values.matches(results[i], expected.results().get(i));
        }
        if (!matches) {
            throw new Failure("expected " + patterns + ", got " + values.describe(results));
        }
    }

    private void assertTrap(ScriptAction action, String message) {
        try {
            Object[] results = perform(action);
            throw new Failure("expected trap \"" + message + "\", got " + values.describe(results));
        } catch (TrapException e) {
            checkMessage(e, message);
        }
    }

    private void assertException(ScriptAction action) {
        try {
            Object[] results = perform(action);
            throw new Failure("expected an exception, got " + values.describe(results));
        } catch (WasmException e) {
            return;
        }
    }

    /** A trap's message must begin as expected; the suite spells the index of an element out, we do not. */
    private static void checkMessage(AbstractTruffleException trap, String expected) {
        if (!trap.getMessage().startsWith(expected) && !expected.startsWith(trap.getMessage())) {
            throw new Failure("expected trap \"" + expected + "\", got trap \"" + trap.getMessage() + "\"");
        }
    }

    private void assertMalformed(ModuleSource source, String message) {
        try {
            byte[] bytes = source.encode();
            ModuleLoader.decode(bytes, 0, bytes.length, features);
        } catch (MalformedException e) {
            return;
        } catch (InvalidException e) {
            throw new Failure("expected malformed \"" + message + "\", got invalid: " + e.getMessage());
        }
        throw new Failure("expected malformed \"" + message + "\", but the module is valid");
    }

    private void assertInvalid(ModuleSource source, String message) {
        byte[] bytes = source.encode();
        try {
            ModuleLoader.decode(bytes, 0, bytes.length, features);
        } catch (InvalidException e) {
            return;
        } catch (MalformedException e) {
            throw new Failure("expected invalid \"" + message + "\", got malformed: " + e.getMessage());
        }
        throw new Failure("expected invalid \"" + message + "\", but the module is valid");
    }

    private void assertMalformedCustom(ModuleSource source, String message) {
        try {
            byte[] bytes = source.encode();
            CustomSectionReader.check(ModuleLoader.decode(bytes, 0, bytes.length));
        } catch (MalformedException e) {
            return;
        }
        throw new Failure("expected malformed \"" + message + "\", but the custom sections are well-formed");
    }

    private void assertInvalidCustom(ModuleSource source, String message) {
        byte[] bytes = source.encode();
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length);
        try {
            CustomSectionReader.check(definition);
        } catch (InvalidException e) {
            return;
        }
        throw new Failure("expected invalid \"" + message + "\", but the custom sections are valid");
    }

    private void assertUnlinkable(ModuleSource source, String message) {
        WasmModule module = load(source);
        try {
            instantiate(module);
        } catch (LinkException e) {
            if (!e.getMessage().startsWith(message)) {
                throw new Failure("expected unlinkable \"" + message + "\", got \"" + e.getMessage() + "\"");
            }
            return;
        }
        throw new Failure("expected unlinkable \"" + message + "\", but the module was linked");
    }

    private void assertUninstantiable(ModuleSource source, String message) {
        WasmModule module = load(source);
        try {
            instantiate(module);
        } catch (TrapException e) {
            checkMessage(e, message);
            return;
        }
        throw new Failure("expected trap \"" + message + "\", but the module was instantiated");
    }
}
