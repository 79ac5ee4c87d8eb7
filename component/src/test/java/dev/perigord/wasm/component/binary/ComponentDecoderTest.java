package dev.perigord.wasm.component.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.testing.Binary;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.module.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentDecoderTest {
    private static ComponentSyntax decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, CoreModuleHeader::decode);
    }

    @Test
    void emptyComponentHasNothing() {
        ComponentSyntax component = decode(Binary.component().bytes());
        assertTrue(component.definitions().isEmpty());
        assertEquals("", component.name());
    }

    @Test
    void nameSectionGivesTheName() {
        Binary name = new Binary().name("component-name").section(0, new Binary().name("greeter"));
        assertEquals(
                "greeter", decode(Binary.component().section(0, name).bytes()).name());
    }

    @Test
    void brokenNameSectionIsIgnored() {
        Binary name = new Binary().name("component-name").hex("00 ff ff ff ff 0f");
        assertEquals("", decode(Binary.component().section(0, name).bytes()).name());
    }

    /** Contents of a type section. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff ff ff ff 0f",
                "01",
                "01 70",
                "01 72 ff ff ff ff 0f",
                "01 72 80 80 80 80 80 00",
                "01 70 ff ff ff ff 7f",
                "01 00",
                "01 73 00",
                "01 40 00 02",
                "01 71 01 01 61 02"
            })
    void malformedTypes(String hex) {
        byte[] bytes = Binary.component().section(7, new Binary().hex(hex)).bytes();
        MalformedException malformed = assertThrows(MalformedException.class, () -> decode(bytes));
        assertTrue(malformed.getMessage().contains("offset 0x"), malformed.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00 61 73 6d",
                "00 61 73 6d 01 00 00 00",
                "00 61 73 6d 0d 00 02 00",
                "00 61 73 6e 0d 00 01 00"
            })
    void malformedPreambles(String hex) {
        byte[] bytes = new Binary().hex(hex).bytes();
        assertThrows(MalformedException.class, () -> decode(bytes));
    }

    @Test
    void deepNestingOfComponentsIsRefused() {
        Binary component = Binary.component();
        for (int i = 0; i < 5_000; i++) {
            component = Binary.component().section(4, component);
        }
        byte[] bytes = component.bytes();
        MalformedException malformed = assertThrows(MalformedException.class, () -> decode(bytes));
        assertTrue(malformed.getMessage().contains("nested too deeply"), malformed.getMessage());
    }

    @Test
    void deepNestingOfTypesIsRefused() {
        Binary types = new Binary().u32(1);
        for (int i = 0; i < 100_000; i++) {
            types.hex("41 01 01");
        }
        byte[] bytes = Binary.component().section(7, types).bytes();
        assertThrows(MalformedException.class, () -> decode(bytes));
    }
}
