package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.List;

/** Names of imports and exports with what WIT says about them besides. */
public final class Names {
    private Names() {}

    /** A name without attributes. */
    public static NameSyntax plain(String name) {
        return new NameSyntax(name, List.of());
    }

    /** A name with its external id, if that is not empty. */
    public static NameSyntax withExternalId(String name, String externalId) {
        return externalId.isEmpty() ? plain(name) : new NameSyntax(name, List.of(externalId(externalId)));
    }

    /** The name of a world's import or export. */
    public static NameSyntax of(String name, WorldItem item) {
        List<NameSyntax.Attribute> attributes = new ArrayList<>();
        if (item instanceof WorldItem.Interface(var target, var _, var _, var _)
                && !target.toString().equals(name)) {
            attributes.add(new NameSyntax.Attribute(NameSyntax.Kind.IMPLEMENTS, target.toString()));
        }
        String externalId =
                switch (item) {
                    case WorldItem.Interface each -> each.externalId();
                    case WorldItem.Inline each -> each.externalId();
                    case WorldItem.Function each -> each.function().externalId();
                    case WorldItem.Type each -> each.definition().externalId();
                };
        if (!externalId.isEmpty()) {
            attributes.add(externalId(externalId));
        }
        return new NameSyntax(name, attributes);
    }

    /** An attribute of a name, or an empty string. */
    static String attribute(NameSyntax name, NameSyntax.Kind kind) {
        return name.attributes().stream()
                .filter(attribute -> attribute.kind() == kind)
                .map(NameSyntax.Attribute::text)
                .findFirst()
                .orElse("");
    }

    private static NameSyntax.Attribute externalId(String text) {
        return new NameSyntax.Attribute(NameSyntax.Kind.EXTERNAL_ID, text);
    }
}
