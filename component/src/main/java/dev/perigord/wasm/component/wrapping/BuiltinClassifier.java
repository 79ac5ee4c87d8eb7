package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.validation.BuiltinSignature;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import java.util.List;
import java.util.Map;

/** Finds out which canonical built-in an import is, and what it works on. */
final class BuiltinClassifier {
    /** The only version of a built-in whose name has one. */
    private static final String THREAD_VERSION = "v0";

    private static final String UNIT = "unit";

    private static final Map<String, StringEncoding> ENCODINGS = Map.of(
            "utf8", StringEncoding.UTF8,
            "utf16", StringEncoding.UTF16,
            "latin1+utf16", StringEncoding.LATIN1_UTF16);

    private final ImportScope scope;
    private final BuiltinName name;

    BuiltinClassifier(ImportScope scope, BuiltinName name) {
        this.scope = scope;
        this.name = name;
    }

    /** What the built-in is; null if there is none of this name in the scope. */
    CoreImport classify() {
        BuiltinKind kind = name.kind();
        return switch (kind.immediates()) {
            case NONE -> isPlain(kind != BuiltinKind.TASK_CANCEL) ? plain(false, 0) : null;
            case FLAG -> kind == BuiltinKind.SUBTASK_CANCEL && isPlain(true) ? plain(name.async(), 0) : null;
            case CANCEL -> isPlain(true) ? plain(name.cancellable(), 0) : null;
            case CANCEL_MEMORY ->
                isRoot() && List.of("", "i32").contains(name.suffix())
                        ? builtin(null, new AbiOptions(true, false), null, name.cancellable(), 0)
                        : null;
            case SLOT -> slot();
            case OPTIONS -> errorContext();
            case TYPE_TABLE -> isRoot() && name.suffix().equals(THREAD_VERSION) ? plain(false, 0) : null;
            case RESULT_OPTIONS -> taskReturn();
            case TYPE, TYPE_FLAG, TYPE_OPTIONS -> isResource(kind) ? resource() : channel();
            case FLAG_TYPE, FLAG_TYPE_TABLE -> null;
        };
    }

    /** Whether the scope is that of built-ins that belong to nothing: the world itself, its imports. */
    private boolean isRoot() {
        return scope.isRoot() && scope.imported() && name.subject().isEmpty();
    }

    private boolean isPlain(boolean inRoot) {
        boolean here = inRoot ? isRoot() : !scope.imported() && name.subject().isEmpty();
        return here && name.suffix().isEmpty();
    }

    private CoreImport plain(boolean flag, int slot) {
        return builtin(null, AbiOptions.NONE, null, flag, slot);
    }

    private CoreImport builtin(Payload payload, AbiOptions options, StringEncoding encoding, boolean flag, int slot) {
        FunctionType type = BuiltinSignature.of(name.kind());
        return new CoreImport.Builtin(name.kind(), payload, options, encoding, flag, slot, type);
    }

    /** A slot has a type and a number, or a number only. */
    private CoreImport slot() {
        boolean typed = name.suffix().startsWith("i32-") || name.suffix().startsWith("i64-");
        String number = typed ? name.suffix().substring(4) : name.suffix();
        NumberType type = name.suffix().startsWith("i64-") ? NumberType.I64 : NumberType.I32;
        return isRoot() && List.of("0", "1").contains(number)
                ? CoreImport.Builtin.slot(name.kind(), Integer.parseInt(number), type)
                : null;
    }

    private CoreImport errorContext() {
        StringEncoding encoding = ENCODINGS.get(name.suffix());
        boolean realloc = name.kind() == BuiltinKind.ERROR_CONTEXT_DEBUG_MESSAGE;
        return isRoot() && encoding != null ? builtin(null, new AbiOptions(true, realloc), encoding, false, 0) : null;
    }

    private static boolean isResource(BuiltinKind kind) {
        return switch (kind) {
            case RESOURCE_NEW, RESOURCE_REP, RESOURCE_DROP -> true;
            default -> false;
        };
    }

    private CoreImport resource() {
        boolean known = scope.world().packages().types().isResource(scope.types(), name.subject());
        if (!known || !name.suffix().isEmpty()) {
            return null;
        }
        if (!scope.imported()) {
            boolean own = !scope.isRoot() && scope.types().get(name.subject()).body() instanceof TypeBody.Resource;
            return own ? new CoreImport.ExportedResource(name.kind(), scope.item(), name.subject()) : null;
        }
        return name.kind() == BuiltinKind.RESOURCE_DROP
                ? new CoreImport.DropImported(scope.item(), name.subject())
                : null;
    }

    /** What a task of an exported function calls with its result. */
    private CoreImport taskReturn() {
        WitFunction function = scope.functions().get(name.subject());
        if (function == null || scope.imported()) {
            return null;
        }
        WitType result = scope.typeOf(function).result();
        List<NamedType> parameters = result == null ? List.of() : List.of(new NamedType("result", result));
        WitFunctionType type = new WitFunctionType(parameters, null, false);
        FlatSignature signature = FlatSignature.ofLower(type, false, PointerSize.I32);
        return new CoreImport.Builtin(
                name.kind(),
                new Payload(false, scope.item(), function.fullResult()),
                AbiOptions.ofLower(type, signature),
                null,
                false,
                0,
                signature.type());
    }

    private CoreImport channel() {
        Payload channel = channelType();
        if (channel == null) {
            return null;
        }
        boolean copies = name.kind().immediates() == BuiltinKind.Immediates.TYPE_OPTIONS;
        return builtin(channel, copies ? copyOptions(channel) : AbiOptions.NONE, null, name.async(), 0);
    }

    /** The stream or future that the built-in names by its number in a function's type. */
    private Payload channelType() {
        boolean stream = name.kind().text().startsWith("stream");
        if (name.suffix().equals(UNIT)) {
            TypeExpression unit = stream ? new TypeExpression.Stream(null) : new TypeExpression.Future(null);
            return new Payload(scope.imported(), scope.item(), unit);
        }
        WitFunction function = scope.functions().get(name.subject());
        if (function == null || !name.suffix().matches("[0-9]{1,8}")) {
            return null;
        }
        List<Payload> channels = scope.channels(function);
        int number = Integer.parseInt(name.suffix());
        boolean known =
                number < channels.size() && channels.get(number).type() instanceof TypeExpression.Stream == stream;
        return known ? channels.get(number) : null;
    }

    private AbiOptions copyOptions(Payload channel) {
        TypeExpression element = channel.type().parts().stream().findFirst().orElse(null);
        if (element == null) {
            return AbiOptions.NONE;
        }
        boolean reads =
                switch (name.kind()) {
                    case STREAM_READ, FUTURE_READ -> true;
                    default -> false;
                };
        return new AbiOptions(
                true, reads && scope.world().type(channel, element).containsPointers());
    }
}
