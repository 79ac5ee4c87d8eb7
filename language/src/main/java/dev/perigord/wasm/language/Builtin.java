package dev.perigord.wasm.language;

import com.oracle.truffle.api.interop.ArityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The functions among the language's bindings, with what they take. */
enum Builtin {
    RUN("run", 1, Rest.PAIRS),
    INVOKE("invoke", 2, Rest.PAIRS),
    PLUG("plug", 2, Rest.ANY),
    WIRE("wire", 3, Rest.NONE),
    ENCODE("encode", 1, Rest.NONE),
    PRINT("print", 1, Rest.NONE),
    WIT("wit", 4, Rest.NONE),
    EMBED("embed", 5, Rest.NONE),
    BINDGEN("bindgen", 5, Rest.NONE),
    COMPONENT_OF("componentOf", 1, Rest.PAIRS),
    IS_ERROR("isError", 1, Rest.NONE),
    BUILT_FUNCTIONS("builtFunctions", 1, Rest.NONE);

    /** What may come behind the arguments that are always there. */
    private enum Rest {
        NONE,
        ANY,
        PAIRS
    }

    private static final Map<String, Builtin> BY_NAME = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(builtin -> BY_NAME.put(builtin.member, builtin));
    }

    private final String member;
    private final int arity;
    private final Rest rest;

    Builtin(String member, int arity, Rest rest) {
        this.member = member;
        this.arity = arity;
        this.rest = rest;
    }

    /** The function of a name, or {@code null}. */
    static Builtin of(String member) {
        return BY_NAME.get(member);
    }

    static Object[] members() {
        return Arrays.stream(values()).map(builtin -> builtin.member).toArray();
    }

    /** How many arguments there are always. */
    int arity() {
        return arity;
    }

    /** Refuses a call with so many arguments. */
    void check(int arguments) throws ArityException {
        boolean fits =
                switch (rest) {
                    case NONE -> arguments == arity;
                    case ANY -> arguments >= arity;
                    case PAIRS -> arguments >= arity && (arguments - arity) % 2 == 0;
                };
        if (!fits) {
            throw ArityException.create(arity, rest == Rest.NONE ? arity : -1, arguments);
        }
    }
}
