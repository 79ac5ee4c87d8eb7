package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.Collections;
import java.util.List;

/** Validates canonical definitions (CanonicalABI.md "Canonical Definitions"). */
final class CanonValidator {
    private static final FunctionType CALLBACK = type(3, NumberType.I32);

    /** How many slots a thread has for {@code context.get} and {@code context.set}. */
    private static final int CONTEXT_SLOTS = 2;

    private final Scope scope;
    private final TypeValidator types;
    private final CoreTypeValidator coreTypes;

    CanonValidator(Scope scope, TypeValidator types, CoreTypeValidator coreTypes) {
        this.scope = scope;
        this.types = types;
        this.coreTypes = coreTypes;
    }

    void define(Canon canon) {
        switch (canon) {
            case Canon.Lift lift -> lift(lift);
            case Canon.Lower lower -> lower(lower);
            case Canon.Builtin builtin -> Scope.add(scope.coreFunctions, builtin(builtin));
        }
    }

    private void lift(Canon.Lift lift) {
        WitFunctionType type = types.functionType(lift.type());
        FunctionType core = scope.coreFunction(lift.coreFunction());
        CanonOptions options = options(lift.options());
        requireAsyncType(options, type);
        require(options.callback() < 0 || options.async(), "cannot specify callback without async");
        require(
                options.postReturn() < 0 || !options.async(),
                "canonical option `post-return` cannot be combined with `async`");
        FlatSignature signature =
                FlatSignature.ofLift(type, options.async(), options.callback() >= 0, pointer(options));
        boolean pointers = type.parameterTypes().stream().anyMatch(WitType::containsPointers);
        if (pointers || signature.parametersInMemory()) {
            requireMemory(options);
            requireRealloc(options);
        }
        boolean largeAsyncResult = options.async()
                && type.result() != null
                && type.result().layout().flatCount() > Layout.MAX_FLAT;
        boolean resultPointers = type.result() != null && type.result().containsPointers();
        if (resultPointers || signature.resultInMemory() || largeAsyncResult) {
            requireMemory(options);
        }
        requireSignature(core, signature.type());
        if (options.postReturn() >= 0) {
            boolean matches = scope.coreFunction(options.postReturn())
                    .equals(new FunctionType(signature.type().results(), List.of()));
            require(matches, "canonical option `post-return` uses a core function with an incorrect signature");
        }
        Scope.add(scope.functions, type);
    }

    private void lower(Canon.Lower lower) {
        WitFunctionType type = scope.function(lower.function());
        CanonOptions options = options(lower.options());
        require(options.postReturn() < 0, "canonical option `post-return` cannot be specified for lowerings");
        require(options.callback() < 0, "canonical option `callback` cannot be specified for lowerings");
        requireAsyncType(options, type);
        FlatSignature signature = FlatSignature.ofLower(type, options.async(), pointer(options));
        boolean pointers = type.parameterTypes().stream().anyMatch(WitType::containsPointers);
        if (pointers || signature.parametersInMemory() || signature.resultInMemory()) {
            requireMemory(options);
        }
        if (type.result() != null && type.result().containsPointers()) {
            requireMemory(options);
            requireRealloc(options);
        }
        Scope.add(scope.coreFunctions, signature.type());
    }

    private static void requireSignature(FunctionType core, FunctionType expected) {
        require(
                core.parameters().equals(expected.parameters()),
                "lowered parameter types `" + expected.parameters() + "` do not match parameter types `"
                        + core.parameters() + "` of core function");
        require(
                core.results().equals(expected.results()),
                "lowered result types `" + expected.results() + "` do not match result types `" + core.results()
                        + "` of core function");
    }

    private FunctionType builtin(Canon.Builtin builtin) {
        BuiltinKind kind = builtin.kind();
        switch (kind) {
            case RESOURCE_NEW, RESOURCE_REP -> {
                ResourceType resource = types.resource(builtin.type());
                boolean local = scope.localResources.contains(resource.origin());
                require(local, "type index " + builtin.type() + " is not a local resource");
            }
            case RESOURCE_DROP -> types.resource(builtin.type());
            case TASK_RETURN -> {
                return taskReturn(builtin);
            }
            case CONTEXT_GET, CONTEXT_SET -> {
                requireSlot(builtin);
                return BuiltinSignature.ofSlot(kind, builtin.slotType());
            }
            case STREAM_NEW,
                    FUTURE_NEW,
                    STREAM_CANCEL_READ,
                    STREAM_CANCEL_WRITE,
                    FUTURE_CANCEL_READ,
                    FUTURE_CANCEL_WRITE,
                    STREAM_DROP_READABLE,
                    STREAM_DROP_WRITABLE,
                    FUTURE_DROP_READABLE,
                    FUTURE_DROP_WRITABLE -> channel(builtin);
            case STREAM_READ, FUTURE_READ -> requireCopyOptions(builtin, true);
            case STREAM_WRITE, FUTURE_WRITE -> requireCopyOptions(builtin, false);
            case ERROR_CONTEXT_NEW -> requireMemory(synchronousOptions(builtin));
            case ERROR_CONTEXT_DEBUG_MESSAGE -> {
                CanonOptions options = synchronousOptions(builtin);
                requireMemory(options);
                requireRealloc(options);
            }
            case WAITABLE_SET_WAIT, WAITABLE_SET_POLL -> Scope.get(scope.coreMemories, builtin.index(), "memory");
            case THREAD_NEW_INDIRECT, THREAD_SPAWN_INDIRECT -> {
                requireThreadStart(builtin);
                requireFunctionTable(builtin);
            }
            case THREAD_SPAWN_REF -> {
                requireThreadStart(builtin);
                ReferenceType start = new ReferenceType(true, coreTypes.definedFunction(builtin.type()));
                return new FunctionType(List.of(start, NumberType.I32), List.of(NumberType.I32));
            }
            default -> {}
        }
        return BuiltinSignature.of(kind);
    }

    private FunctionType taskReturn(Canon.Builtin builtin) {
        CanonOptions options = options(builtin.options());
        requireAbsent(options.realloc(), "realloc", builtin);
        requireAbsent(options.postReturn(), "post-return", builtin);
        requireAbsent(options.callback(), "callback", builtin);
        requireAbsent(options.async() ? 0 : -1, "async", builtin);
        WitType result = builtin.result() == null ? null : types.resolve(builtin.result());
        List<NamedType> parameters = result == null ? List.of() : List.of(new NamedType("result", result));
        FlatSignature signature =
                FlatSignature.ofLower(new WitFunctionType(parameters, null, false), false, pointer(options));
        if (signature.parametersInMemory() || (result != null && result.containsPointers())) {
            requireMemory(options);
        }
        return signature.type();
    }

    private static void requireAbsent(int index, String option, Canon.Builtin builtin) {
        require(
                index < 0,
                "cannot specify `" + option + "` option on `" + builtin.kind().text() + "`");
    }

    /** All slots that a component uses are of one type. */
    private void requireSlot(Canon.Builtin builtin) {
        ValueType type = builtin.slotType();
        require(
                type == NumberType.I32 || type == NumberType.I64,
                "`" + builtin.kind().text() + "` only supports `i32` and `i64`");
        scope.slotType = scope.slotType == null ? type : scope.slotType;
        require(
                scope.slotType == type,
                "`" + builtin.kind().text() + "` expects `" + scope.slotType.text() + "` as the others, found `"
                        + type.text() + "`");
        boolean inBounds = Integer.compareUnsigned(builtin.index(), CONTEXT_SLOTS) < 0;
        require(inBounds, "`" + builtin.kind().text() + "` immediate must be less than " + CONTEXT_SLOTS);
    }

    private ChannelType channel(Canon.Builtin builtin) {
        TypeKind wanted = builtin.kind().text().startsWith("stream") ? TypeKind.STREAM : TypeKind.FUTURE;
        if (scope.type(builtin.type()) instanceof ChannelType channel && channel.kind() == wanted) {
            return channel;
        }
        throw new InvalidException("`" + builtin.kind().text() + "` requires a " + wanted.text() + " type");
    }

    private void requireCopyOptions(Canon.Builtin builtin, boolean read) {
        WitType payload = channel(builtin).payload();
        CanonOptions options = options(builtin.options());
        requireAbsent(options.postReturn(), "post-return", builtin);
        requireAbsent(options.callback(), "callback", builtin);
        if (payload != null) {
            requireMemory(options);
            if (read && payload.containsPointers()) {
                requireRealloc(options);
            }
        }
    }

    private CanonOptions synchronousOptions(Canon.Builtin builtin) {
        CanonOptions options = options(builtin.options());
        requireAbsent(options.async() ? 0 : -1, "async", builtin);
        requireAbsent(options.callback(), "callback", builtin);
        requireAbsent(options.postReturn(), "post-return", builtin);
        return options;
    }

    /** Core types are never shared here, so that no type fits a thread that is to run in parallel. */
    private void requireThreadStart(Canon.Builtin builtin) {
        require(
                !builtin.flag(),
                "`" + builtin.kind().text() + " shared` needs a shared function type, and core type index "
                        + builtin.type() + " is none");
        boolean matches = coreTypes.function(builtin.type()).equals(type(1));
        require(matches, "the start function of a thread must take a single `i32` argument and return nothing");
    }

    private void requireFunctionTable(Canon.Builtin builtin) {
        ExternType table = Scope.get(scope.coreTables, builtin.index(), "table");
        boolean functions =
                table instanceof ExternType.Table type && type.elementType().equals(ReferenceType.FUNCREF);
        require(functions, "the table of start functions must have elements of type `funcref`");
    }

    private static void requireAsyncType(CanonOptions options, WitFunctionType type) {
        require(!options.async() || type.async(), "the `async` canonical option requires an async function type");
    }

    private static void requireMemory(CanonOptions options) {
        require(options.memory() >= 0, "canonical option `memory` is required");
    }

    private static void requireRealloc(CanonOptions options) {
        require(options.realloc() >= 0, "canonical option `realloc` is required");
    }

    private CanonOptions options(List<CanonOption> list) {
        CanonOptions options = CanonOptions.of(list);
        if (options.memory() >= 0) {
            Scope.get(scope.coreMemories, options.memory(), "memory");
        }
        if (options.realloc() >= 0) {
            require(
                    scope.coreFunction(options.realloc()).equals(realloc(pointer(options))),
                    "canonical option `realloc` uses a core function with an incorrect signature");
            require(options.memory() >= 0, "canonical option `realloc` requires `memory` to also be specified");
        }
        if (options.callback() >= 0) {
            require(
                    scope.coreFunction(options.callback()).equals(CALLBACK),
                    "canonical option `callback` uses a core function with an incorrect signature");
        }
        return options;
    }

    /** The width of addresses of the memory that options name. */
    private PointerSize pointer(CanonOptions options) {
        return options.memory() < 0
                ? PointerSize.I32
                : PointerSize.of(Scope.get(scope.coreMemories, options.memory(), "memory"));
    }

    private static FunctionType realloc(PointerSize pointer) {
        return new FunctionType(Collections.nCopies(4, pointer.type()), List.of(pointer.type()));
    }

    private static FunctionType type(int parameters, ValueType... results) {
        return new FunctionType(Collections.nCopies(parameters, NumberType.I32), List.of(results));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }
}
