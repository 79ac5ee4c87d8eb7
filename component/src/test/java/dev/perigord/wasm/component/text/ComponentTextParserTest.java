package dev.perigord.wasm.component.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.component.testing.SmallComponent;
import dev.perigord.wasm.module.MalformedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComponentTextParserTest {
    private static ComponentSyntax parse(String text) {
        return ComponentDecoder.decode(ComponentTextParser.parse(text).binary(), CoreModuleHeader::decode);
    }

    private static List<Definition> definitions(String text) {
        return parse(text).definitions().stream().map(Located::definition).toList();
    }

    private static void assertMalformed(String message, String text) {
        MalformedException malformed = assertThrows(MalformedException.class, () -> ComponentTextParser.parse(text));
        assertTrue(malformed.getMessage().contains(message), malformed.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void smallComponentsHaveTheDefinitionsOfTheirBinaries(SmallComponent component) {
        List<Class<?>> expected =
                ComponentDecoder.decode(component.bytes(), CoreModuleHeader::decode).definitions().stream()
                        .<Class<?>>map(located -> located.definition().getClass())
                        .toList();
        List<Class<?>> found = definitions(component.text()).stream()
                .<Class<?>>map(Definition::getClass)
                .toList();
        assertEquals(expected, found);
    }

    @Test
    void componentsAndModulesAreToldApart() {
        assertTrue(ComponentTextParser.isComponent(" (; c ;) (component)"));
        assertFalse(ComponentTextParser.isComponent("(module)"));
        assertFalse(ComponentTextParser.isComponent("(func)"));
    }

    @Test
    void typesInPlaceAreDefinedInFront() {
        List<Definition> definitions = definitions("(component (type $t (list (list u8))) (type (list $t)))");
        assertEquals(3, definitions.size());
    }

    @Test
    void namesOfOuterDefinitionsBecomeAliases() {
        Definition.NestedComponent nested = assertInstanceOf(
                Definition.NestedComponent.class,
                definitions("(component (type $t u8) (component (type (list $t)) (type (option $t))))")
                        .get(1));
        List<Located> inner = nested.component().definitions();
        assertEquals(
                new Definition.OuterAlias(Sort.TYPE, 1, 0), inner.getFirst().definition());
        assertEquals(3, inner.size());
    }

    @Test
    void aliasesThatLeadNowhereAreLeftToValidation() {
        assertEquals(
                List.of(new Definition.OuterAlias(Sort.TYPE, 9, 3)),
                definitions("(component (alias outer 9 3 (type)))"));
    }

    @Test
    void namesThatLeadIntoInstancesBecomeAliases() {
        List<Definition> definitions =
                definitions("(component (import \"i\" (instance $i)) (export \"f\" (func $i \"a\" \"f\")))");
        assertEquals(new Definition.ExportAlias(Sort.INSTANCE, 0, "a"), definitions.get(2));
        assertEquals(new Definition.ExportAlias(Sort.FUNC, 1, "f"), definitions.get(3));
        assertEquals(
                new SortIndex(Sort.FUNC, 0),
                assertInstanceOf(Definition.Export.class, definitions.get(4)).item());
    }

    @Test
    void errorsSayWhere() {
        assertMalformed("1:26: unknown type $t", "(component (type (borrow $t)))");
        assertMalformed("2:2: unknown operator foo", "(component\n(foo))");
    }

    @Test
    void nestingIsLimited() {
        int deep = 100_000;
        assertMalformed("deep", "(component ".repeat(deep) + ")".repeat(deep));
        assertMalformed("deep", "(component (type " + "(list ".repeat(deep) + "u8" + ")".repeat(deep) + "))");
        assertMalformed("deep", "(component " + "(type (component ".repeat(deep) + "))".repeat(deep) + ")");
    }
}
