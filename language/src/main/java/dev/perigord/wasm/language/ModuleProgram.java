package dev.perigord.wasm.language;

import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.wave.WaveCall;
import dev.perigord.wasm.component.wave.WaveException;
import dev.perigord.wasm.component.wave.WaveReader;
import dev.perigord.wasm.component.wave.WaveWriter;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A core module as a program: its main function is {@code _start}. */
final class ModuleProgram implements Program {
    private static final String MAIN = "_start";
    private static final String INITIALIZER = "_initialize";

    private final WasmContext context;
    private final WasmModule module;

    ModuleProgram(WasmContext context, WasmModule module) {
        this.context = context;
        this.module = module;
    }

    @Override
    public int run() {
        WasmInstance instance = ModuleInstantiation.instantiate(context, module, null);
        if (instance.exports().get(MAIN) instanceof WasmFunction main) {
            main.call();
        } else {
            initialize(instance);
        }
        return 0;
    }

    private static void initialize(WasmInstance instance) {
        if (instance.exports().get(INITIALIZER) instanceof WasmFunction initializer) {
            initializer.call();
        }
    }

    @Override
    public String invoke(String call) {
        try {
            WaveCall parsed = WaveCall.parse(call);
            WasmInstance instance = ModuleInstantiation.instantiate(context, module, null);
            if (!(instance.exports().get(parsed.function()) instanceof WasmFunction function)) {
                throw new UsageException("no exported function `" + parsed.function() + "`");
            }
            List<Object> arguments = arguments(parsed.arguments(), function.type());
            initialize(instance);
            return results(function.call(arguments.toArray()), function.type());
        } catch (WaveException e) {
            throw new UsageException(call + ": " + e.getMessage());
        }
    }

    private static List<Object> arguments(String text, FunctionType type) {
        List<NamedType> parameters = new ArrayList<>();
        for (ValueType parameter : type.parameters()) {
            parameters.add(new NamedType("p" + parameters.size(), wave(parameter)));
        }
        List<Object> arguments = WaveReader.readArguments(text, new WitFunctionType(parameters, null, false));
        for (int i = 0; i < arguments.size(); i++) {
            if (type.parameters().get(i) == NumberType.I32) {
                arguments.set(i, i32((long) arguments.get(i)));
            }
        }
        return arguments;
    }

    /** An i32 is written signed or unsigned. */
    private static int i32(long value) {
        if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
            throw new UsageException(value + " is no i32");
        }
        return (int) value;
    }

    private static WitType wave(ValueType type) {
        return switch (type) {
            case NumberType.I32, NumberType.I64 -> PrimitiveType.S64;
            case NumberType.F32 -> PrimitiveType.F32;
            case NumberType.F64 -> PrimitiveType.F64;
            default -> throw new UsageException("a value of type " + type + " cannot be written in WAVE");
        };
    }

    private static String results(Object result, FunctionType type) {
        Object[] values = result instanceof Object[] several ? several : new Object[] {result};
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < type.results().size(); i++) {
            Object value = values[i] instanceof Integer number ? (Object) number.longValue() : values[i];
            texts.add(WaveWriter.write(value, wave(type.results().get(i))));
        }
        return texts.size() == 1 ? texts.getFirst() : texts.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
