package dev.perigord.wasm.runtime;

/** What an atomic instruction makes of the number that it finds. */
public enum AtomicUpdate {
    ADD,
    SUBTRACT,
    AND,
    OR,
    XOR,
    EXCHANGE;

    long apply(long found, long operand) {
        return switch (this) {
            case ADD -> found + operand;
            case SUBTRACT -> found - operand;
            case AND -> found & operand;
            case OR -> found | operand;
            case XOR -> found ^ operand;
            case EXCHANGE -> operand;
        };
    }
}
