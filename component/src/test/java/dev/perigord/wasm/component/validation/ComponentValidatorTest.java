package dev.perigord.wasm.component.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.linking.Linker;
import dev.perigord.wasm.component.testing.Binary;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import org.junit.jupiter.api.Test;

class ComponentValidatorTest {
    private static ValidatedComponent validate(Binary component) {
        return ComponentValidator.validate(
                ComponentDecoder.decode(component.bytes(), CoreModuleHeader::decode), Feature.DEFAULT);
    }

    /** {@code (type (func)) (import NAME (func (type 0)))}. */
    private static Binary importing(String... names) {
        Binary imports = new Binary().u32(names.length);
        for (String name : names) {
            imports.hex("00").name(name).hex("01 00");
        }
        return Binary.component().section(7, new Binary().hex("01 40 00 01 00")).section(10, imports);
    }

    private static void assertInvalid(String message, Binary component) {
        InvalidException invalid = assertThrows(InvalidException.class, () -> validate(component));
        assertTrue(invalid.getMessage().contains(message), invalid.getMessage());
    }

    @Test
    void importsHaveTheirTypes() {
        ValidatedComponent component = validate(importing("run", "wasi:cli/run@0.2.0"));
        assertEquals("func()", component.type().imports().get("run").toString());
        assertEquals(2, Linker.link(component).imports().size());
    }

    @Test
    void namesMustBeKebabCaseAndUnique() {
        assertInvalid("not in kebab case", importing("camelCase"));
        assertInvalid("conflicts with previous name", importing("a-b", "A-b"));
        assertInvalid("version", importing("a:b/c@1.x.0"));
    }

    @Test
    void indicesMustExist() {
        assertInvalid("type index out of bounds", Binary.component().section(7, new Binary().hex("01 70 05")));
        assertInvalid("out of bounds", Binary.component().section(8, new Binary().hex("01 01 00 00 00")));
    }

    /** {@code (canon context.get T 0) (canon context.set T 1)}. */
    @Test
    void slotsOfThreadsAreOfOneType() {
        validate(Binary.component().section(8, new Binary().hex("02 0a 7e 00 0b 7e 01")));
        assertInvalid(
                "`context.set` expects `i64` as the others, found `i32`",
                Binary.component().section(8, new Binary().hex("02 0a 7e 00 0b 7f 01")));
        assertInvalid(
                "`context.get` only supports `i32` and `i64`",
                Binary.component().section(8, new Binary().hex("01 0a 7d 00")));
    }

    /** Each type is a pair of the one before, so that the last one has 2^60 leaves. */
    @Test
    void typesThatUnfoldEnormouslyAreRefused() {
        Binary types = new Binary().u32(61).hex("70 7d");
        for (int i = 0; i < 60; i++) {
            types.hex("6a 01").typeIndex(i).hex("01").typeIndex(i);
        }
        assertInvalid("exceeds", Binary.component().section(7, types));
    }

    @Test
    void typesThatAreNestedDeeplyAreRefused() {
        Binary types = new Binary().u32(5_001).hex("70 7d");
        for (int i = 0; i < 5_000; i++) {
            types.hex("70").typeIndex(i);
        }
        InvalidException invalid = assertThrows(
                InvalidException.class, () -> validate(Binary.component().section(7, types)));
        assertTrue(invalid.getMessage().contains("nested"), invalid.getMessage());
    }

    /** Component N instantiates component N-1 twice. */
    @Test
    void plansThatGrowExponentiallyAreRefused() {
        Binary component = Binary.component().section(4, Binary.component());
        for (int i = 0; i < 40; i++) {
            Binary inner = Binary.component()
                    .section(6, new Binary().hex("01 04 02 01").u32(i))
                    .section(5, new Binary().hex("02 00 00 00 00 00 00"));
            component.section(4, inner);
        }
        component.section(5, new Binary().hex("01 00").u32(40).hex("00"));
        ValidatedComponent valid = validate(component);
        InvalidException invalid = assertThrows(InvalidException.class, () -> Linker.link(valid));
        assertTrue(invalid.getMessage().contains("too many component instances"), invalid.getMessage());
    }
}
