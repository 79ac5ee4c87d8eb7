package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.wasi.preview2.declaration.Declaration;

/** The value types of {@code wasi:http/types}; its other names for {@code fields} need no declaration. */
final class HttpTypes {
    private HttpTypes() {}

    static void declare(Declaration declaration) {
        declaration
                .type(
                        "method",
                        "variant { get, head, post, put, delete, connect, options, trace, patch, other(string) }")
                .type("scheme", "variant { HTTP, HTTPS, other(string) }")
                .type("DNS-error-payload", "record { rcode: option<string>, info-code: option<u16> }")
                .type("TLS-alert-received-payload", "record { alert-id: option<u8>, alert-message: option<string> }")
                .type("field-size-payload", "record { field-name: option<string>, field-size: option<u32> }")
                .type(
                        "error-code",
                        """
                        variant {
                            DNS-timeout,
                            DNS-error(DNS-error-payload),
                            destination-not-found,
                            destination-unavailable,
                            destination-IP-prohibited,
                            destination-IP-unroutable,
                            connection-refused,
                            connection-terminated,
                            connection-timeout,
                            connection-read-timeout,
                            connection-write-timeout,
                            connection-limit-reached,
                            TLS-protocol-error,
                            TLS-certificate-error,
                            TLS-alert-received(TLS-alert-received-payload),
                            HTTP-request-denied,
                            HTTP-request-length-required,
                            HTTP-request-body-size(option<u64>),
                            HTTP-request-method-invalid,
                            HTTP-request-URI-invalid,
                            HTTP-request-URI-too-long,
                            HTTP-request-header-section-size(option<u32>),
                            HTTP-request-header-size(option<field-size-payload>),
                            HTTP-request-trailer-section-size(option<u32>),
                            HTTP-request-trailer-size(field-size-payload),
                            HTTP-response-incomplete,
                            HTTP-response-header-section-size(option<u32>),
                            HTTP-response-header-size(field-size-payload),
                            HTTP-response-body-size(option<u64>),
                            HTTP-response-trailer-section-size(option<u32>),
                            HTTP-response-trailer-size(field-size-payload),
                            HTTP-response-transfer-coding(option<string>),
                            HTTP-response-content-coding(option<string>),
                            HTTP-response-timeout,
                            HTTP-upgrade-failed,
                            HTTP-protocol-error,
                            loop-detected,
                            configuration-error,
                            internal-error(option<string>)
                        }""")
                .type("header-error", "variant { invalid-syntax, forbidden, immutable }")
                .type("field-key", "string")
                .type("field-name", "field-key")
                .type("field-value", "list<u8>")
                .type("status-code", "u16");
    }
}
