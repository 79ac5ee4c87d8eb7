package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.text.TextParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a program that was decoded ahead is the one that is asked for. */
@Timeout(60)
class PendingProgramTest {
    private static final byte[] MODULE =
            TextParser.parseModule("(module (memory 1))").binary();
    private static final byte[] OTHER =
            TextParser.parseModule("(module (memory 2))").binary();

    @TempDir
    Path folder;

    private PendingProgram pending(byte[] content) throws IOException {
        return new PendingProgram(Files.write(folder.resolve("program.wasm"), content));
    }

    private PendingProgram decoded(byte[] content) throws IOException {
        PendingProgram pending = pending(content);
        pending.run();
        return pending;
    }

    @Test
    void aModuleThatIsDecodedAheadIsTheOneThatIsAskedFor() throws IOException {
        DecodedProgram.Module module =
                assertInstanceOf(DecodedProgram.Module.class, decoded(MODULE).get(MODULE.clone(), Feature.DEFAULT));
        assertEquals(1, module.definition().memories().size());
    }

    @Test
    void aComponentIs() throws IOException {
        byte[] component = ComponentTextParser.parse("(component)").binary();
        assertInstanceOf(DecodedProgram.Component.class, decoded(component).get(component.clone(), Feature.DEFAULT));
    }

    @Test
    void aFileThatHasChangedIsAnotherProgram() throws IOException {
        assertNull(decoded(MODULE).get(OTHER, Feature.DEFAULT));
    }

    @Test
    void withOtherFeaturesAProgramMayBeInvalid() throws IOException {
        EnumSet<Feature> features = EnumSet.copyOf(Feature.DEFAULT);
        features.remove(Feature.MEMORY64);
        assertNull(decoded(MODULE).get(MODULE, features));
    }

    @Test
    void whatHasNotBegunNeedNotBegin() throws IOException {
        PendingProgram pending = pending(MODULE);
        assertNull(pending.get(MODULE, Feature.DEFAULT));
        pending.run();
        assertNull(pending.get(MODULE, Feature.DEFAULT));
    }

    @Test
    void whatHasBegunIsDecodedOnce() throws IOException {
        PendingProgram pending = decoded(MODULE);
        DecodedProgram program = pending.get(MODULE, Feature.DEFAULT);
        pending.run();
        assertSame(program, pending.get(MODULE, Feature.DEFAULT));
    }

    @Test
    void whatIsWrongIsSaidByWhoeverDecodesItAgain() throws IOException {
        byte[] malformed = {0, 'a', 's', 'm', 9, 9, 9, 9};
        assertNull(decoded(malformed).get(malformed, Feature.DEFAULT));
        byte[] text = "(module)".getBytes(StandardCharsets.UTF_8);
        assertNull(decoded(text).get(text, Feature.DEFAULT));
        PendingProgram missing = new PendingProgram(folder.resolve("missing.wasm"));
        missing.run();
        assertNull(missing.get(MODULE, Feature.DEFAULT));
        PendingProgram directory = new PendingProgram(folder);
        directory.run();
        assertNull(directory.get(MODULE, Feature.DEFAULT));
    }

    @Test
    void embeddersThatDoNotAskHaveNoThread() {
        assertNull(Ahead.worker());
        Ahead.begin(folder.resolve("missing.wasm"));
        assertNotNull(Ahead.decode(MODULE, Feature.DEFAULT));
    }
}
