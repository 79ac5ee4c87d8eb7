package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Parses canonical definitions up to the function that they define (Explainer "Canonical Definitions"). */
final class CanonParser {
    private final TokenCursor cursor;
    private final ReferenceParser references;
    private final TypeSyntaxParser types;

    CanonParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.references = new ReferenceParser(cursor, scope);
        this.types = new TypeSyntaxParser(cursor, scope);
    }

    /** What stands between {@code lift} and the function's type, which comes elsewhere. */
    Canon.Lift lift(int type) {
        int function = references.index(Sort.CORE_FUNC);
        return new Canon.Lift(function, options(), type);
    }

    /** The definition of a core function after the keyword {@code canon}. */
    Canon coreFunction() {
        int start = cursor.index();
        String keyword = cursor.keyword();
        if (keyword.equals("lower")) {
            int function = references.index(Sort.FUNC);
            return new Canon.Lower(function, options());
        }
        BuiltinKind kind = BuiltinKind.ofText(keyword);
        if (kind == null) {
            cursor.moveTo(start);
            throw cursor.unexpected("a canonical function");
        }
        return builtin(kind);
    }

    private Canon builtin(BuiltinKind kind) {
        int type = 0;
        TypeReference result = null;
        ValueType slotType = null;
        List<CanonOption> options = List.of();
        boolean flag = false;
        int index = 0;
        switch (kind.immediates()) {
            case NONE -> {}
            case TYPE -> type = references.index(Sort.TYPE);
            case TYPE_OPTIONS -> {
                type = references.index(Sort.TYPE);
                options = options();
            }
            case TYPE_FLAG -> {
                type = references.index(Sort.TYPE);
                flag = flag(kind);
            }
            case FLAG, CANCEL -> flag = flag(kind);
            case CANCEL_MEMORY -> {
                flag = flag(kind);
                cursor.expectForm(CanonOption.Kind.MEMORY.keyword());
                index = references.operand(Sort.CORE_MEMORY);
                cursor.expect(TokenKind.RIGHT);
            }
            case RESULT_OPTIONS -> {
                result = types.result();
                options = options();
            }
            case OPTIONS -> options = options();
            case SLOT -> {
                slotType = types.coreValueType();
                index = cursor.u32();
            }
            case TYPE_TABLE -> {
                type = references.index(Sort.CORE_TYPE);
                index = references.index(Sort.CORE_TABLE);
            }
            case FLAG_TYPE -> {
                flag = flag(kind);
                type = references.index(Sort.CORE_TYPE);
            }
            case FLAG_TYPE_TABLE -> {
                flag = flag(kind);
                type = references.index(Sort.CORE_TYPE);
                index = references.index(Sort.CORE_TABLE);
            }
        }
        return new Canon.Builtin(kind, type, result, slotType, options, flag, index);
    }

    private boolean flag(BuiltinKind kind) {
        return cursor.acceptKeyword(kind.flag());
    }

    private List<CanonOption> options() {
        List<CanonOption> options = new ArrayList<>();
        for (CanonOption option = option(); option != null; option = option()) {
            options.add(option);
        }
        return options;
    }

    /** The option that stands here, or null. */
    private CanonOption option() {
        for (CanonOption.Kind kind : CanonOption.Kind.values()) {
            if (!kind.hasIndex() && cursor.acceptKeyword(kind.keyword())) {
                return new CanonOption(kind, 0);
            }
            if (kind.hasIndex() && cursor.acceptForm(kind.keyword())) {
                Sort sort = kind == CanonOption.Kind.MEMORY ? Sort.CORE_MEMORY : Sort.CORE_FUNC;
                int index = references.operand(sort);
                cursor.expect(TokenKind.RIGHT);
                return new CanonOption(kind, index);
            }
        }
        return null;
    }
}
