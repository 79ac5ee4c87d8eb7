package dev.perigord.wasm.language;

import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.interop.ComponentObject;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.text.TextComponent;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.text.TextModule;
import dev.perigord.wasm.text.TextParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes a module or component of a source, which may be binary or text. */
final class SourceLoader {
    private SourceLoader() {}

    /**
     * Decodes and validates a source.
     *
     * @throws ParseException if it is malformed or invalid
     */
    static Object load(WasmLanguage language, Source source, Settings settings) {
        try {
            if (source.hasCharacters()) {
                return loadText(
                        language, source, settings, source.getCharacters().toString());
            }
            byte[] bytes = source.getBytes().toByteArray();
            if (bytes.length == 0) {
                throw new MalformedException("the file is empty");
            }
            return DecodedProgram.isBinary(bytes)
                    ? load(
                            language,
                            source,
                            settings,
                            bytes,
                            Ahead.decode(bytes, settings.features()),
                            new BinaryPositions(source))
                    : loadText(language, source, settings, decode(bytes));
        } catch (MalformedException e) {
            throw new ParseException(source.getName() + ": malformed: " + e.getMessage());
        } catch (InvalidException e) {
            throw new ParseException(source.getName() + ": invalid: " + e.getMessage());
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("neither a binary (no magic header) nor UTF-8 text");
        }
    }

    private static Object loadText(WasmLanguage language, Source source, Settings settings, String text) {
        if (ComponentTextParser.isComponent(text)) {
            TextComponent component = ComponentTextParser.parse(text);
            byte[] bytes = component.binary();
            return load(
                    language,
                    source,
                    settings,
                    bytes,
                    DecodedProgram.of(bytes, settings.features()),
                    new TextPositions(source, component.sourceMap()));
        }
        TextModule module = TextParser.parseModule(text);
        byte[] bytes = module.binary();
        return load(
                language,
                source,
                settings,
                bytes,
                DecodedProgram.of(bytes, settings.features()),
                new TextPositions(source, module.sourceMap()));
    }

    private static Object load(
            WasmLanguage language,
            Source source,
            Settings settings,
            byte[] bytes,
            DecodedProgram program,
            WasmModule.Positions positions) {
        return switch (program) {
            case DecodedProgram.Module(var definition) ->
                ModuleLoader.load(
                        language,
                        definition,
                        source,
                        positions,
                        ModuleInstantiation.HOST,
                        settings.execution(),
                        Ahead.worker());
            case DecodedProgram.Component(var component) ->
                new ComponentObject(
                        ComponentLoader.load(
                                language, bytes, component, source, positions, settings.execution(), Ahead.worker()),
                        ComponentEnvironment.INSTANCE);
        };
    }
}
