package dev.perigord.wasm.differential;

import java.util.EnumMap;
import java.util.Map;

/** What the programs of a generator are mostly about: how often it chooses what. */
enum Theme {
    MIXED,
    /** Small loops that run long enough for HotSpot to compile them. */
    LOOPS,
    SWITCHES,
    MEMORY,
    CALLS,
    CONTROL,
    VECTORS,
    /** Functions that are cut into parts. */
    LARGE;

    /** The forms of statements. */
    enum Form {
        /** Sets a local. */
        SET(30),
        GLOBAL(6),
        STORE(15),
        IF(10),
        BLOCK(6),
        LOOP(10),
        SWITCH(4),
        /** {@code memory.copy}, {@code memory.fill} and {@code memory.init}. */
        RANGE(6),
        CALL(10),
        TRY(4),
        /** Blocks with parameters and several results. */
        VALUES(4),
        /** Leaves the function, traps or throws, on some condition. */
        EXIT(2),
        TABLE(2);

        private final int weight;

        Form(int weight) {
            this.weight = weight;
        }
    }

    /** How often statements have a form. */
    Map<Form, Integer> weights() {
        Map<Form, Integer> weights = new EnumMap<>(Form.class);
        for (Form form : Form.values()) {
            weights.put(form, form.weight);
        }
        weights.putAll(changes());
        return weights;
    }

    private Map<Form, Integer> changes() {
        return switch (this) {
            case MIXED -> Map.of();
            case LOOPS -> Map.of(Form.LOOP, 40, Form.STORE, 25);
            case SWITCHES -> Map.of(Form.SWITCH, 40);
            case MEMORY -> Map.of(Form.STORE, 50, Form.RANGE, 40, Form.LOOP, 15);
            case CALLS -> Map.of(Form.CALL, 50, Form.TRY, 25, Form.TABLE, 10);
            case CONTROL -> Map.of(Form.IF, 30, Form.BLOCK, 30, Form.VALUES, 25, Form.TRY, 20, Form.EXIT, 12);
            case VECTORS -> Map.of(Form.LOOP, 15, Form.STORE, 40);
            case LARGE -> Map.of(Form.SWITCH, 15, Form.IF, 20, Form.BLOCK, 20);
        };
    }
}
