package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.syntax.Attributes;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Position;

/** Parses what stands in front of an item: {@code @since}, {@code @unstable}, {@code @deprecated}, {@code @external-id}. */
final class AttributeParser {
    private final WitTokens tokens;
    private String since = "";
    private String feature = "";
    private String deprecated = "";
    private String externalId = "";

    private AttributeParser(WitTokens tokens) {
        this.tokens = tokens;
    }

    static Attributes parse(WitTokens tokens) {
        String docs = tokens.peek().docs();
        Position position = tokens.position();
        AttributeParser parser = new AttributeParser(tokens);
        while (tokens.accept("@")) {
            parser.attribute();
        }
        return new Attributes(docs, parser.stability(position), parser.externalId);
    }

    private void attribute() {
        Name name = tokens.name();
        tokens.expect("(");
        switch (name.text()) {
            case "since" -> since = once(name, since, version());
            case "deprecated" -> deprecated = once(name, deprecated, version());
            case "unstable" -> {
                key("feature");
                feature = once(name, feature, tokens.name().text());
            }
            case "external-id" -> externalId = once(name, externalId, tokens.string());
            default ->
                throw name.position()
                        .error("expected @since, @unstable, @deprecated or @external-id, found `@" + name.text() + "`");
        }
        tokens.expect(")");
    }

    private String version() {
        key("version");
        return tokens.version();
    }

    private void key(String key) {
        tokens.expect(key);
        tokens.expect("=");
    }

    private static String once(Name name, String before, String value) {
        if (!before.isEmpty()) {
            throw name.position().error("`@" + name.text() + "` is given twice");
        }
        return value;
    }

    private Stability stability(Position position) {
        if (!since.isEmpty() && !feature.isEmpty()) {
            throw position.error("`@since` and `@unstable` cannot be given together");
        }
        if (!since.isEmpty()) {
            return new Stability.Stable(since, deprecated);
        }
        if (!feature.isEmpty()) {
            return new Stability.Unstable(feature, deprecated);
        }
        if (!deprecated.isEmpty()) {
            throw position.error("`@deprecated` needs `@since` or `@unstable` beside it");
        }
        return Stability.UNKNOWN;
    }
}
