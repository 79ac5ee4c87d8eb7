package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.value.VariantValue;
import java.net.URI;
import java.net.URISyntaxException;

/** A guest's {@code outgoing-request}; its parts are checked when they are set. */
final class OutgoingRequest extends OutgoingMessage {
    /** The case {@code other} of {@code method} and of {@code scheme}. */
    private static final int OTHER_METHOD = 9;

    private static final int OTHER_SCHEME = 2;

    private VariantValue method = new VariantValue(0, null);
    private VariantValue scheme = VariantValue.NONE;
    private VariantValue authority = VariantValue.NONE;
    private VariantValue pathWithQuery = VariantValue.NONE;

    OutgoingRequest(Fields headers) {
        super(headers);
    }

    VariantValue method() {
        return method;
    }

    void setMethod(VariantValue value) {
        require(value.index() != OTHER_METHOD || Fields.isToken((String) value.payload()));
        method = value;
    }

    VariantValue scheme() {
        return scheme;
    }

    void setScheme(VariantValue value) {
        if (value.payload() instanceof VariantValue some && some.index() == OTHER_SCHEME) {
            require(isUri(some.payload() + "://host"));
        }
        scheme = value;
    }

    VariantValue authority() {
        return authority;
    }

    void setAuthority(VariantValue value) {
        if (value.payload() instanceof String text) {
            require(text.indexOf('/') < 0 && isUri("http://" + text));
        }
        authority = value;
    }

    VariantValue pathWithQuery() {
        return pathWithQuery;
    }

    void setPathWithQuery(VariantValue value) {
        if (value.payload() instanceof String text) {
            require(text.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '#'));
        }
        pathWithQuery = value;
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).getRawAuthority() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new ComponentException(null);
        }
    }
}
