package dev.perigord.wasm.validation;

/** What contains the code that is checked, for messages. */
record Place(String kind, int index) {
    @Override
    public String toString() {
        return kind + " " + index;
    }
}
