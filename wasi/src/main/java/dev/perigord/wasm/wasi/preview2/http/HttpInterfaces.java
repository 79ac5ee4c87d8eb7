package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.preview2.io.IoError;
import java.util.List;

/**
 * {@code wasi:http/types} and {@code outgoing-handler} of a guest without network. A guest can make messages; sending a
 * request is denied, so that nothing ever comes in.
 */
public final class HttpInterfaces {
    private HttpInterfaces() {}

    /** What no guest ever gets. */
    private static final class Nothing {
        private Nothing() {}
    }

    /** The interfaces. */
    public static List<HostInterface> declare(HostInterface poll, HostInterface streams, HostInterface monotonicClock) {
        HostInterface types = types(poll, streams, monotonicClock);
        return List.of(types, outgoingHandler(types));
    }

    private static HostInterface outgoingHandler(HostInterface types) {
        return Declaration.of("wasi:http/outgoing-handler")
                .use(types, "outgoing-request", "request-options", "future-incoming-response", "error-code")
                .function(
                        "handle",
                        """
                        func(request: outgoing-request, options: option<request-options>)
                            -> result<future-incoming-response, error-code>""",
                        _ -> {
                            throw new ComponentException(requestDenied(types));
                        })
                .build();
    }

    private static VariantValue requestDenied(HostInterface types) {
        VariantType codes = (VariantType) types.type("error-code");
        List<String> names = codes.cases().stream().map(VariantType.Case::name).toList();
        return new VariantValue(names.indexOf("HTTP-request-denied"), null);
    }

    private static HostInterface types(HostInterface poll, HostInterface streams, HostInterface monotonicClock) {
        Declaration declaration = Declaration.of("wasi:http/types")
                .use(monotonicClock, "duration")
                .use(streams, "input-stream", "output-stream")
                .use(poll, "pollable");
        // The interface's own name for the resource of wasi:io/error, whose objects these are.
        declaration.resource("io-error", IoError.class, null);
        HttpTypes.declare(declaration);
        declareFields(declaration);
        declareRequest(declaration);
        declareResponse(declaration);
        declareOptions(declaration);
        declareBody(declaration);
        declareIncoming(declaration);
        return declaration
                .function(
                        "http-error-code", "func(err: borrow<io-error>) -> option<error-code>", _ -> VariantValue.NONE)
                .build();
    }

    private static void declareFields(Declaration declaration) {
        String change = " -> result<_, header-error>";
        declaration
                .resource("fields", Fields.class, null)
                .constructor("func()", _ -> Fields.empty())
                .staticFunction(
                        "from-list",
                        "func(entries: list<tuple<field-name, field-value>>) -> result<fields, header-error>",
                        HttpInterfaces::fieldsFromList)
                .method("get", "func(name: field-name) -> list<field-value>", (self, a) -> self.get(a.string(0)))
                .method("has", "func(name: field-name) -> bool", (self, a) -> self.has(a.string(0)))
                .method("set", "func(name: field-name, value: list<field-value>)" + change, (self, a) -> {
                    self.set(a.string(0), a.list(1));
                    return null;
                })
                .method("delete", "func(name: field-name)" + change, (self, a) -> {
                    self.delete(a.string(0));
                    return null;
                })
                .method("append", "func(name: field-name, value: field-value)" + change, (self, a) -> {
                    self.append(a.string(0), a.bytes(1));
                    return null;
                })
                .method(
                        "entries",
                        "func() -> list<tuple<field-name, field-value>>",
                        (self, _) -> self.entries().stream()
                                .map(field -> List.of(field.name(), field.value()))
                                .toList())
                .method("clone", "func() -> fields", (self, _) -> self.copy(true));
    }

    /** from-list: (entries). */
    private static Fields fieldsFromList(Arguments arguments) {
        Fields fields = Fields.empty();
        for (Object entry : arguments.list(0)) {
            List<?> tuple = (List<?>) entry;
            fields.append((String) tuple.get(0), (byte[]) tuple.get(1));
        }
        return fields;
    }

    private static void declareRequest(Declaration declaration) {
        declaration
                .resource("outgoing-request", OutgoingRequest.class, null)
                .constructor("func(headers: fields)", a -> new OutgoingRequest(a.resource(0, Fields.class)))
                .method("body", "func() -> result<outgoing-body>", (self, _) -> self.body())
                .method("headers", "func() -> fields", (self, _) -> self.headers())
                .method("method", "func() -> method", (self, _) -> self.method())
                .method("set-method", "func(method: method) -> result", (self, a) -> {
                    self.setMethod(a.variant(0));
                    return null;
                })
                .method("path-with-query", "func() -> option<string>", (self, _) -> self.pathWithQuery())
                .method("set-path-with-query", "func(path-with-query: option<string>) -> result", (self, a) -> {
                    self.setPathWithQuery(a.variant(0));
                    return null;
                })
                .method("scheme", "func() -> option<scheme>", (self, _) -> self.scheme())
                .method("set-scheme", "func(scheme: option<scheme>) -> result", (self, a) -> {
                    self.setScheme(a.variant(0));
                    return null;
                })
                .method("authority", "func() -> option<string>", (self, _) -> self.authority())
                .method("set-authority", "func(authority: option<string>) -> result", (self, a) -> {
                    self.setAuthority(a.variant(0));
                    return null;
                });
    }

    private static void declareResponse(Declaration declaration) {
        declaration
                .resource("outgoing-response", OutgoingResponse.class, null)
                .constructor("func(headers: fields)", a -> new OutgoingResponse(a.resource(0, Fields.class)))
                .method("status-code", "func() -> status-code", (self, _) -> self.statusCode())
                .method("set-status-code", "func(status-code: status-code) -> result", (self, a) -> {
                    self.setStatusCode(a.integer(0));
                    return null;
                })
                .method("headers", "func() -> fields", (self, _) -> self.headers())
                .method("body", "func() -> result<outgoing-body>", (self, _) -> self.body());
    }

    private static void declareOptions(Declaration declaration) {
        Declaration.Resource<RequestOptions> options = declaration
                .resource("request-options", RequestOptions.class, null)
                .constructor("func()", _ -> new RequestOptions());
        declareTimeout(options, "connect-timeout", RequestOptions.Timeout.CONNECT);
        declareTimeout(options, "first-byte-timeout", RequestOptions.Timeout.FIRST_BYTE);
        declareTimeout(options, "between-bytes-timeout", RequestOptions.Timeout.BETWEEN_BYTES);
    }

    private static void declareTimeout(
            Declaration.Resource<RequestOptions> options, String name, RequestOptions.Timeout timeout) {
        options.method(name, "func() -> option<duration>", (self, _) -> self.get(timeout))
                .method("set-" + name, "func(duration: option<duration>) -> result", (self, a) -> {
                    self.set(timeout, a.variant(0));
                    return null;
                });
    }

    private static void declareBody(Declaration declaration) {
        declaration
                .resource("outgoing-body", OutgoingBody.class, null)
                .method("write", "func() -> result<output-stream>", (self, _) -> self.write())
                .staticFunction(
                        "finish",
                        "func(this: outgoing-body, trailers: option<fields>) -> result<_, error-code>",
                        _ -> null);
    }

    private static void declareIncoming(Declaration declaration) {
        declaration
                .resource("incoming-request", Nothing.class, null)
                .uninhabited(
                        """
                method: func() -> method
                path-with-query: func() -> option<string>
                scheme: func() -> option<scheme>
                authority: func() -> option<string>
                headers: func() -> fields
                consume: func() -> result<incoming-body>""");
        declaration
                .resource("response-outparam", Nothing.class, null)
                .uninhabited("send-informational: func(status: u16, headers: fields) -> result<_, error-code>")
                .staticFunction(
                        "set",
                        "func(param: response-outparam, response: result<outgoing-response, error-code>)",
                        HttpInterfaces::impossible);
        declaration
                .resource("incoming-response", Nothing.class, null)
                .uninhabited(
                        """
                status: func() -> status-code
                headers: func() -> fields
                consume: func() -> result<incoming-body>""");
        declaration
                .resource("incoming-body", Nothing.class, null)
                .uninhabited("stream: func() -> result<input-stream>")
                .staticFunction("finish", "func(this: incoming-body) -> future-trailers", HttpInterfaces::impossible);
        declaration
                .resource("future-trailers", Nothing.class, null)
                .uninhabited(
                        """
                subscribe: func() -> pollable
                get: func() -> option<result<result<option<fields>, error-code>>>""");
        declaration
                .resource("future-incoming-response", Nothing.class, null)
                .uninhabited(
                        """
                subscribe: func() -> pollable
                get: func() -> option<result<result<incoming-response, error-code>>>""");
    }

    private static Object impossible(Arguments arguments) {
        throw arguments.trap(arguments.call().name() + " is not supported");
    }
}
