package dev.perigord.wasm.component.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b-c", "a1-2-3", "A", "A-B-C", "A1-2-3", "a11-w0rds", "is-XML"})
    void labels(String text) {
        assertTrue(Label.isLabel(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3", "a-", "-a", "a--b", "aBc", "a_b", "ä"})
    void noLabels(String text) {
        assertFalse(Label.isLabel(text));
    }

    @ParameterizedTest
    @CsvSource({"older-than,olderThan", "is-XML,isXml", "A-B,aB", "run,run", "a-1-b,a1B"})
    void camelCase(String label, String expected) {
        assertEquals(expected, Label.toCamelCase(label));
    }

    @ParameterizedTest
    @CsvSource({
        "0.2.12,0.2.0,true",
        "0.2.0,0.2.12,true",
        "0.3.0,0.2.0,false",
        "0.0.1,0.0.2,false",
        "1.9.0,1.0.0,true",
        "2.0.0,1.0.0,false",
        "0.2.0-rc.1,0.2.0,false",
        "0.2.0-rc.1,0.2.0-rc.1,true",
        "0.2.0-rc.1+a,0.2.0-rc.1+b,true"
    })
    void compatibility(String offered, String required, boolean compatible) {
        assertEquals(compatible, SemanticVersion.parse(offered).isCompatibleWith(SemanticVersion.parse(required)));
        InterfaceName name = InterfaceName.parse("wasi:io/streams@" + offered);
        assertEquals(compatible, name.satisfies(InterfaceName.parse("wasi:io/streams@" + required)));
    }

    @Test
    void precedenceFollowsTheSpecification() {
        List<String> ordered = List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.10",
                "1.1.0");
        List<SemanticVersion> versions =
                ordered.stream().map(SemanticVersion::parse).toList();
        assertEquals(versions, versions.reversed().stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3+", "1.2.3-01", "1.2.3-a..b", "v1.2.3"})
    void noVersions(String text) {
        assertThrows(IllegalArgumentException.class, () -> SemanticVersion.parse(text));
        assertEquals(Optional.empty(), SemanticVersion.tryParse(text));
    }

    @Test
    void interfaceNames() {
        InterfaceName name = InterfaceName.parse("wasi:http/outgoing-handler@0.2.6");
        assertEquals(new InterfaceName("wasi", "http", "outgoing-handler", "0.2.6"), name);
        assertEquals("wasi:http/outgoing-handler@0.2", name.canonical());
        assertEquals("outgoingHandler", name.shortName());
        assertEquals(
                "wasi:http/outgoing-handler@0.2",
                InterfaceName.parse(name.canonical()).canonical());
        assertThrows(IllegalArgumentException.class, () -> InterfaceName.parse("wasi:http"));
        assertThrows(IllegalArgumentException.class, () -> InterfaceName.parse("wasi:http/a/b"));
    }

    @Test
    void uniquenessIgnoresCaseAndAnnotations() {
        assertEquals(ExternName.uniquenessKey("foo-bar"), ExternName.uniquenessKey("[static]foo-BAR.FOO-bar"));
        assertEquals(ExternName.uniquenessKey("[method]foo.bar"), ExternName.uniquenessKey("[static]foo.BAR"));
        assertNotEquals(ExternName.uniquenessKey("foo"), ExternName.uniquenessKey("[constructor]foo"));
        assertNotEquals(ExternName.uniquenessKey("foo-bar"), ExternName.uniquenessKey("[method]foo.bar"));
    }

    @Test
    void lookup() {
        NameIndex<Integer> index = new NameIndex<>(Map.of(
                "wasi:cli/run@0.2.0",
                1,
                "wasi:cli/run@0.2.12",
                2,
                "wasi:http/proxy-types@0.2.0",
                3,
                "test:a/types@1.0.0",
                4,
                "test:b/types@1.0.0",
                5,
                "do-it",
                6));
        assertEquals(Optional.of(1), index.find("wasi:cli/run@0.2.0"));
        assertEquals(Optional.of(2), index.findForImport("wasi:cli/run@0.2.6"));
        assertEquals(Optional.empty(), index.findForImport("wasi:cli/run"));
        assertEquals(Optional.of(3), index.find("wasi:http/proxy-types"));
        assertEquals(Optional.of(3), index.find("proxyTypes"));
        assertEquals(Optional.empty(), index.find("types"));
        assertEquals(Optional.of(4), index.find("test:a/types"));
        assertEquals(Optional.of(6), index.find("doIt"));
        assertEquals(6, index.all().size());
    }
}
