package dev.perigord.wasm.wasi.preview2.sockets;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import java.util.List;

/**
 * {@code wasi:sockets} of a guest without network: there is the object that stands for the network, and whatever would
 * use it is denied. Sockets can therefore not exist, nor can what belongs to them.
 */
public final class SocketInterfaces {
    private static final VariantValue ACCESS_DENIED = new VariantValue(1, null);

    private SocketInterfaces() {}

    /** A guest's {@code network}. */
    private record Network() {}

    /** What no guest ever gets; it has no constructor that anybody calls. */
    private static final class Nothing {
        private Nothing() {}
    }

    /** The interfaces. */
    public static List<HostInterface> declare(
            HostInterface error, HostInterface poll, HostInterface streams, HostInterface monotonicClock) {
        HostInterface network = network(error);
        HostInterface tcp = tcp(network, poll, streams, monotonicClock);
        HostInterface udp = udp(network, poll);
        return List.of(
                network,
                Declaration.of("wasi:sockets/instance-network")
                        .use(network, "network")
                        .function("instance-network", "func() -> network", _ -> new Network())
                        .build(),
                lookup(network, poll),
                tcp,
                creation("tcp", network, tcp),
                udp,
                creation("udp", network, udp));
    }

    private static ComponentException denied() {
        return new ComponentException(ACCESS_DENIED);
    }

    private static HostInterface network(HostInterface error) {
        Declaration declaration = Declaration.of("wasi:sockets/network").use(error, "error");
        declaration.resource("network", Network.class, null);
        return declaration
                .type(
                        "error-code",
                        """
                        enum {
                            unknown, access-denied, not-supported, invalid-argument, out-of-memory, timeout,
                            concurrency-conflict, not-in-progress, would-block, invalid-state, new-socket-limit,
                            address-not-bindable, address-in-use, remote-unreachable, connection-refused,
                            connection-reset, connection-aborted, datagram-too-large, name-unresolvable,
                            temporary-resolver-failure, permanent-resolver-failure
                        }""")
                .type("ip-address-family", "enum { ipv4, ipv6 }")
                .type("ipv4-address", "tuple<u8, u8, u8, u8>")
                .type("ipv6-address", "tuple<u16, u16, u16, u16, u16, u16, u16, u16>")
                .type("ip-address", "variant { ipv4(ipv4-address), ipv6(ipv6-address) }")
                .type("ipv4-socket-address", "record { port: u16, address: ipv4-address }")
                .type(
                        "ipv6-socket-address",
                        "record { port: u16, flow-info: u32, address: ipv6-address, scope-id: u32 }")
                .type("ip-socket-address", "variant { ipv4(ipv4-socket-address), ipv6(ipv6-socket-address) }")
                .function(
                        "network-error-code", "func(err: borrow<error>) -> option<error-code>", _ -> VariantValue.NONE)
                .build();
    }

    private static HostInterface lookup(HostInterface network, HostInterface poll) {
        Declaration declaration = Declaration.of("wasi:sockets/ip-name-lookup")
                .use(poll, "pollable")
                .use(network, "network", "error-code", "ip-address")
                .function(
                        "resolve-addresses",
                        "func(network: borrow<network>, name: string) -> result<resolve-address-stream, error-code>",
                        _ -> {
                            throw denied();
                        });
        declaration
                .resource("resolve-address-stream", Nothing.class, null)
                .uninhabited(
                        """
                resolve-next-address: func() -> result<option<ip-address>, error-code>
                subscribe: func() -> pollable""");
        return declaration.build();
    }

    /** {@code tcp-create-socket} and {@code udp-create-socket}. */
    private static HostInterface creation(String protocol, HostInterface network, HostInterface sockets) {
        String socket = protocol + "-socket";
        return Declaration.of("wasi:sockets/" + protocol + "-create-socket")
                .use(network, "network", "error-code", "ip-address-family")
                .use(sockets, socket)
                .function(
                        "create-" + socket,
                        "func(address-family: ip-address-family) -> result<" + socket + ", error-code>",
                        _ -> {
                            throw denied();
                        })
                .build();
    }

    private static HostInterface tcp(
            HostInterface network, HostInterface poll, HostInterface streams, HostInterface monotonicClock) {
        Declaration declaration = Declaration.of("wasi:sockets/tcp")
                .use(streams, "input-stream", "output-stream")
                .use(poll, "pollable")
                .use(monotonicClock, "duration")
                .use(network, "network", "error-code", "ip-socket-address", "ip-address-family")
                .type("shutdown-type", "enum { receive, send, both }");
        declaration
                .resource("tcp-socket", Nothing.class, null)
                .uninhabited(
                        """
                start-bind: func(network: borrow<network>, local-address: ip-socket-address) -> result<_, error-code>
                finish-bind: func() -> result<_, error-code>
                start-connect: func(network: borrow<network>, remote-address: ip-socket-address) -> result<_, error-code>
                finish-connect: func() -> result<tuple<input-stream, output-stream>, error-code>
                start-listen: func() -> result<_, error-code>
                finish-listen: func() -> result<_, error-code>
                accept: func() -> result<tuple<tcp-socket, input-stream, output-stream>, error-code>
                local-address: func() -> result<ip-socket-address, error-code>
                remote-address: func() -> result<ip-socket-address, error-code>
                is-listening: func() -> bool
                address-family: func() -> ip-address-family
                set-listen-backlog-size: func(value: u64) -> result<_, error-code>
                keep-alive-enabled: func() -> result<bool, error-code>
                set-keep-alive-enabled: func(value: bool) -> result<_, error-code>
                keep-alive-idle-time: func() -> result<duration, error-code>
                set-keep-alive-idle-time: func(value: duration) -> result<_, error-code>
                keep-alive-interval: func() -> result<duration, error-code>
                set-keep-alive-interval: func(value: duration) -> result<_, error-code>
                keep-alive-count: func() -> result<u32, error-code>
                set-keep-alive-count: func(value: u32) -> result<_, error-code>
                hop-limit: func() -> result<u8, error-code>
                set-hop-limit: func(value: u8) -> result<_, error-code>
                receive-buffer-size: func() -> result<u64, error-code>
                set-receive-buffer-size: func(value: u64) -> result<_, error-code>
                send-buffer-size: func() -> result<u64, error-code>
                set-send-buffer-size: func(value: u64) -> result<_, error-code>
                subscribe: func() -> pollable
                shutdown: func(shutdown-type: shutdown-type) -> result<_, error-code>""");
        return declaration.build();
    }

    private static HostInterface udp(HostInterface network, HostInterface poll) {
        Declaration declaration = Declaration.of("wasi:sockets/udp")
                .use(poll, "pollable")
                .use(network, "network", "error-code", "ip-socket-address", "ip-address-family")
                .type("incoming-datagram", "record { data: list<u8>, remote-address: ip-socket-address }")
                .type("outgoing-datagram", "record { data: list<u8>, remote-address: option<ip-socket-address> }")
                .type("datagram-streams", "tuple<incoming-datagram-stream, outgoing-datagram-stream>");
        declaration
                .resource("udp-socket", Nothing.class, null)
                .uninhabited(
                        """
                start-bind: func(network: borrow<network>, local-address: ip-socket-address) -> result<_, error-code>
                finish-bind: func() -> result<_, error-code>
                stream: func(remote-address: option<ip-socket-address>) -> result<datagram-streams, error-code>
                local-address: func() -> result<ip-socket-address, error-code>
                remote-address: func() -> result<ip-socket-address, error-code>
                address-family: func() -> ip-address-family
                unicast-hop-limit: func() -> result<u8, error-code>
                set-unicast-hop-limit: func(value: u8) -> result<_, error-code>
                receive-buffer-size: func() -> result<u64, error-code>
                set-receive-buffer-size: func(value: u64) -> result<_, error-code>
                send-buffer-size: func() -> result<u64, error-code>
                set-send-buffer-size: func(value: u64) -> result<_, error-code>
                subscribe: func() -> pollable""");
        declaration
                .resource("incoming-datagram-stream", Nothing.class, null)
                .uninhabited(
                        """
                receive: func(max-results: u64) -> result<list<incoming-datagram>, error-code>
                subscribe: func() -> pollable""");
        declaration
                .resource("outgoing-datagram-stream", Nothing.class, null)
                .uninhabited(
                        """
                check-send: func() -> result<u64, error-code>
                send: func(datagrams: list<outgoing-datagram>) -> result<u64, error-code>
                subscribe: func() -> pollable""");
        return declaration.build();
    }
}
