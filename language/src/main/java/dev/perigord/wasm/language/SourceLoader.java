package dev.perigord.wasm.language;

import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.interop.ComponentObject;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.text.TextComponent;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
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
            return isBinary(bytes)
                    ? loadBinary(language, source, settings, bytes)
                    : loadText(language, source, settings, decode(bytes));
        } catch (MalformedException e) {
            throw new ParseException(source.getName() + ": malformed: " + e.getMessage());
        } catch (InvalidException e) {
            throw new ParseException(source.getName() + ": invalid: " + e.getMessage());
        }
    }

    private static boolean isBinary(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 'a' && bytes[2] == 's' && bytes[3] == 'm';
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
            return component(
                    language, source, settings, component.binary(), new TextPositions(source, component.sourceMap()));
        }
        TextModule module = TextParser.parseModule(text);
        byte[] bytes = module.binary();
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length, settings.features());
        return ModuleLoader.load(
                language,
                definition,
                source,
                new TextPositions(source, module.sourceMap()),
                ModuleInstantiation.HOST,
                settings.execution());
    }

    private static Object loadBinary(WasmLanguage language, Source source, Settings settings, byte[] bytes) {
        if (ComponentDecoder.isComponent(bytes)) {
            return component(language, source, settings, bytes, new BinaryPositions(source));
        }
        ModuleDefinition definition = ModuleLoader.decode(bytes, 0, bytes.length, settings.features());
        return ModuleLoader.load(
                language,
                definition,
                source,
                new BinaryPositions(source),
                ModuleInstantiation.HOST,
                settings.execution());
    }

    private static ComponentObject component(
            WasmLanguage language, Source source, Settings settings, byte[] bytes, WasmModule.Positions positions) {
        return new ComponentObject(
                ComponentLoader.load(language, bytes, settings, source, positions), ComponentEnvironment.INSTANCE);
    }
}
