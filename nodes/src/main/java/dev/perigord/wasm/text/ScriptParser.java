package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Parses test scripts, the {@code .wast} files of the WebAssembly test suite. */
public final class ScriptParser {
    private static final Set<String> FIELDS = Set.of(
            "type", "rec", "import", "func", "table", "memory", "tag", "global", "export", "start", "elem", "data");

    private final String text;
    private final String file;
    private final TokenCursor cursor;
    private final List<ScriptCommand> commands = new ArrayList<>();
    private int line = 1;
    private int lineKnownAt;

    private ScriptParser(String text, int start, int end, String file) {
        this.text = text;
        this.file = file;
        this.cursor = new TokenCursor(Lexer.tokens(text, start, end));
    }

    /**
     * The commands of a script. Modules are encoded later, one by one; whatever is no command becomes a
     * {@link ScriptCommand.Broken}.
     *
     * @param file what messages call the script
     */
    public static List<ScriptCommand> parse(String text, String file) {
        return parse(text, 0, text.length(), file);
    }

    /** The commands of a part of a script. */
    static List<ScriptCommand> parse(String text, int start, int end, String file) {
        ScriptParser parser = new ScriptParser(text, start, end, file);
        parser.script();
        return List.copyOf(parser.commands);
    }

    private void script() {
        if (cursor.at(TokenKind.LEFT)) {
            cursor.advance();
            boolean fieldsOnly = cursor.at(TokenKind.KEYWORD) && FIELDS.contains(cursor.text());
            cursor.moveTo(0);
            if (fieldsOnly) {
                ModuleSource source = new ModuleSource.Text(text, 0, text.length());
                commands.add(new ScriptCommand.Module(lineHere(), null, false, source));
                return;
            }
        }
        while (!cursor.at(TokenKind.END)) {
            form();
        }
    }

    /** The next form of the script; an error breaks no other, unless the form is never closed. */
    private void form() {
        int line = lineHere();
        int start = cursor.index();
        int end = start;
        try {
            if (!cursor.at(TokenKind.LEFT)) {
                end = formAfter(start);
                throw cursor.unexpected(TokenKind.LEFT.description());
            }
            end = cursor.tokens().size() - 1;
            cursor.advance();
            cursor.skipRest(1);
            end = cursor.index();
            cursor.moveTo(start);
            commands.add(command(line, end));
        } catch (MalformedException e) {
            commands.add(new ScriptCommand.Broken(line, file + ":" + e.getMessage()));
        }
        cursor.moveTo(end);
    }

    private int formAfter(int token) {
        int next = token;
        while (cursor.tokens().kind(next) != TokenKind.LEFT && cursor.tokens().kind(next) != TokenKind.END) {
            next++;
        }
        return next;
    }

    private int lineHere() {
        int start = cursor.start();
        for (; lineKnownAt < start; lineKnownAt++) {
            if (text.charAt(lineKnownAt) == '\n') {
                line++;
            }
        }
        return line;
    }

    private ScriptCommand command(int line, int end) {
        int start = cursor.index();
        cursor.advance();
        String keyword = cursor.at(TokenKind.KEYWORD) ? cursor.text() : "";
        ScriptCommand command =
                switch (keyword) {
                    case "module" -> module(line, start);
                    case "component" -> component(line, start);
                    case "register" -> {
                        cursor.advance();
                        String module = text();
                        yield new ScriptCommand.Register(line, module, cursor.identifier());
                    }
                    case "invoke", "get" -> {
                        cursor.moveTo(start);
                        ScriptAction action = action();
                        yield new ScriptCommand.Action(line, action);
                    }
                    case "assert_return" -> {
                        cursor.advance();
                        ScriptAction action = action();
                        yield new ScriptCommand.AssertReturn(line, action, results());
                    }
                    case "assert_trap" -> {
                        cursor.advance();
                        yield atSource()
                                ? new ScriptCommand.AssertUninstantiable(line, source(), text())
                                : new ScriptCommand.AssertTrap(line, action(), text());
                    }
                    case "assert_exhaustion" -> {
                        cursor.advance();
                        yield new ScriptCommand.AssertExhaustion(line, action(), text());
                    }
                    case "assert_suspension" -> {
                        cursor.advance();
                        yield new ScriptCommand.AssertSuspension(line, action(), text());
                    }
                    case "assert_exception" -> {
                        cursor.advance();
                        yield new ScriptCommand.AssertException(line, action());
                    }
                    case "thread" -> thread(line);
                    case "wait" -> {
                        cursor.advance();
                        yield new ScriptCommand.AwaitThread(line, cursor.identifier());
                    }
                    case "assert_invalid",
                            "assert_malformed",
                            "assert_invalid_custom",
                            "assert_malformed_custom",
                            "assert_unlinkable",
                            "assert_uninstantiable" -> {
                        cursor.advance();
                        yield atSource() ? sourceAssertion(line, keyword) : unsupported(line, start, end);
                    }
                    default -> unsupported(line, start, end);
                };
        if (keyword.equals("invoke") || keyword.equals("get") || command instanceof ScriptCommand.Unsupported) {
            return command;
        }
        cursor.expect(TokenKind.RIGHT);
        return command;
    }

    private ScriptCommand unsupported(int line, int start, int end) {
        return new ScriptCommand.Unsupported(line, between(start, end));
    }

    private String between(int startToken, int endToken) {
        Tokens tokens = cursor.tokens();
        return text.substring(tokens.start(startToken), tokens.end(endToken - 1));
    }

    private String text() {
        return Objects.requireNonNull(StringLiterals.fromUtf8(cursor.name()));
    }

    private ScriptCommand sourceAssertion(int line, String keyword) {
        ScriptSource source = source();
        String message = text();
        return switch (keyword) {
            case "assert_invalid" -> new ScriptCommand.AssertInvalid(line, source, message);
            case "assert_malformed" -> new ScriptCommand.AssertMalformed(line, source, message);
            case "assert_invalid_custom" -> new ScriptCommand.AssertInvalidCustom(line, source, message);
            case "assert_malformed_custom" -> new ScriptCommand.AssertMalformedCustom(line, source, message);
            case "assert_unlinkable" -> new ScriptCommand.AssertUnlinkable(line, source, message);
            default -> new ScriptCommand.AssertUninstantiable(line, source, message);
        };
    }

    // --- threads -----------------------------------------------------------------------------------------------

    private ScriptCommand thread(int line) {
        cursor.advance();
        String name = cursor.identifier();
        List<String> shared = new ArrayList<>();
        while (cursor.acceptForm("shared")) {
            cursor.expectForm("module");
            if (!cursor.at(TokenKind.IDENTIFIER)) {
                throw cursor.unexpected(TokenKind.IDENTIFIER.description());
            }
            shared.add(cursor.identifier());
            cursor.expect(TokenKind.RIGHT);
            cursor.expect(TokenKind.RIGHT);
        }
        int start = cursor.start();
        cursor.skipToClose();
        return new ScriptCommand.StartThread(line, name, List.copyOf(shared), text, start, cursor.start());
    }

    // --- modules -----------------------------------------------------------------------------------------------

    /** A module up to the parenthesis that closes it. */
    private ScriptCommand module(int line, int start) {
        cursor.advance();
        if (cursor.acceptKeyword("instance")) {
            String name = cursor.identifier();
            return new ScriptCommand.Instance(line, name, cursor.identifier());
        }
        boolean definition = cursor.acceptKeyword("definition");
        String name = cursor.identifier();
        return new ScriptCommand.Module(line, name, definition, sourceAfterName(start));
    }

    /** A component up to the parenthesis that closes it. */
    private ScriptCommand component(int line, int start) {
        cursor.advance();
        if (cursor.acceptKeyword("instance")) {
            String name = cursor.identifier();
            return new ScriptCommand.ComponentInstance(line, name, cursor.identifier());
        }
        boolean definition = cursor.acceptKeyword("definition");
        String name = cursor.identifier();
        return new ScriptCommand.Component(line, name, definition, componentAfterName(start));
    }

    private boolean atSource() {
        return cursor.atForm("module") || cursor.atForm("component");
    }

    /** A whole form {@code (module ...)} or {@code (component ...)}. */
    private ScriptSource source() {
        int start = cursor.index();
        cursor.expect(TokenKind.LEFT);
        boolean component = cursor.keyword().equals("component");
        cursor.acceptKeyword("definition");
        cursor.identifier();
        ScriptSource source = component ? componentAfterName(start) : sourceAfterName(start);
        cursor.expect(TokenKind.RIGHT);
        return source;
    }

    private ModuleSource sourceAfterName(int start) {
        if (cursor.acceptKeyword("binary")) {
            return new ModuleSource.Binary(cursor.strings());
        }
        if (cursor.acceptKeyword("quote")) {
            return new ModuleSource.Quote(cursor.strings());
        }
        cursor.skipToClose();
        Tokens tokens = cursor.tokens();
        return new ModuleSource.Text(text, tokens.start(start), tokens.end(cursor.index()));
    }

    private ComponentSource componentAfterName(int start) {
        if (cursor.acceptKeyword("binary")) {
            return new ComponentSource.Binary(cursor.strings());
        }
        if (cursor.acceptKeyword("quote")) {
            return new ComponentSource.Quote(cursor.strings());
        }
        cursor.skipToClose();
        Tokens tokens = cursor.tokens();
        return new ComponentSource.Text(text, tokens.start(start), tokens.end(cursor.index()));
    }

    // --- actions -----------------------------------------------------------------------------------------------

    private ScriptAction action() {
        if (cursor.acceptForm("get")) {
            String instance = cursor.identifier();
            String export = text();
            cursor.expect(TokenKind.RIGHT);
            return new ScriptAction.Get(instance, export);
        }
        cursor.expectForm("invoke");
        String instance = cursor.identifier();
        String export = text();
        List<ScriptValue> arguments = new ArrayList<>();
        while (cursor.at(TokenKind.LEFT)) {
            arguments.add(value());
        }
        cursor.expect(TokenKind.RIGHT);
        return new ScriptAction.Invoke(instance, export, arguments);
    }

    private ScriptValue value() {
        int start = cursor.index();
        cursor.expect(TokenKind.LEFT);
        ScriptValue value = valueInside(start);
        cursor.expect(TokenKind.RIGHT);
        return value;
    }

    /** A value whose opening parenthesis was passed, up to the closing one. */
    private ScriptValue valueInside(int start) {
        String keyword = cursor.keyword();
        return switch (keyword) {
            case "i32.const" -> new ScriptValue.I32(cursor.i32());
            case "i64.const" -> new ScriptValue.I64(cursor.i64());
            case "f32.const" -> new ScriptValue.F32(cursor.f32());
            case "f64.const" -> new ScriptValue.F64(cursor.f64());
            case "v128.const" -> VectorLiterals.vector(cursor);
            case "ref.extern" -> new ScriptValue.ExternReference(cursor.u32());
            case "ref.host" -> new ScriptValue.HostReference(cursor.u32());
            case "ref.func" -> new ScriptValue.FunctionReference(cursor.u32());
            case "ref.null" -> {
                TypeParser types = new TypeParser(cursor, new TypeSpace());
                yield new ScriptValue.NullReference(types.heapType());
            }
            default -> {
                ScriptValue value = new ComponentValueParser(cursor).value(keyword);
                yield value == null ? unsupportedValue(start) : value;
            }
        };
    }

    private ScriptValue unsupportedValue(int start) {
        cursor.skipToClose();
        return new ScriptValue.Unsupported(between(start, cursor.index() + 1));
    }

    private List<ResultPattern> results() {
        List<ResultPattern> results = new ArrayList<>();
        while (cursor.at(TokenKind.LEFT)) {
            if (cursor.acceptForm("either")) {
                List<ResultPattern> alternatives = new ArrayList<>();
                while (cursor.at(TokenKind.LEFT)) {
                    alternatives.add(result());
                }
                cursor.expect(TokenKind.RIGHT);
                results.add(new ResultPattern.Either(alternatives));
            } else {
                results.add(result());
            }
        }
        return results;
    }

    private ResultPattern result() {
        int start = cursor.index();
        cursor.expect(TokenKind.LEFT);
        ResultPattern pattern = specialPattern();
        if (pattern == null) {
            cursor.moveTo(start);
            return new ResultPattern.Exactly(value());
        }
        cursor.expect(TokenKind.RIGHT);
        return pattern;
    }

    /** A pattern that is no value, after its opening parenthesis, or {@code null}. */
    private ResultPattern specialPattern() {
        String keyword = cursor.keyword();
        NumberType type =
                switch (keyword) {
                    case "f32.const" -> NumberType.F32;
                    case "f64.const" -> NumberType.F64;
                    default -> null;
                };
        if (type != null) {
            return nan(type);
        }
        if (keyword.equals("v128.const")) {
            return switch (VectorLiterals.shape(cursor)) {
                case F32X4 -> floats(NumberType.F32, 4);
                case F64X2 -> floats(NumberType.F64, 2);
                default -> null;
            };
        }
        if (!cursor.at(TokenKind.RIGHT)) {
            return null;
        }
        return switch (keyword) {
            case "ref.null" -> new ResultPattern.AnyReference(null);
            case "ref" -> new ResultPattern.AnyReference("any");
            default ->
                keyword.startsWith("ref.") ? new ResultPattern.AnyReference(keyword.substring("ref.".length())) : null;
        };
    }

    /** A pattern for NaNs, or {@code null}. */
    private ResultPattern nan(NumberType type) {
        if (cursor.acceptKeyword("nan:canonical")) {
            return new ResultPattern.CanonicalNan(type);
        }
        return cursor.acceptKeyword("nan:arithmetic") ? new ResultPattern.ArithmeticNan(type) : null;
    }

    private ResultPattern floats(NumberType laneType, int count) {
        List<ResultPattern> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ResultPattern nan = nan(laneType);
            if (nan != null) {
                lanes.add(nan);
            } else {
                ScriptValue lane = laneType == NumberType.F32
                        ? new ScriptValue.F32(cursor.f32())
                        : new ScriptValue.F64(cursor.f64());
                lanes.add(new ResultPattern.Exactly(lane));
            }
        }
        return new ResultPattern.Vector(laneType, lanes);
    }
}
