package dev.perigord.wasm.language;

/** A module or component that is run as a program. */
interface Program {
    /** Runs the main function of a command; gives the exit status if it ends without exiting. */
    int run();

    /** Calls an export with arguments in WAVE; gives the result in WAVE, empty if there is none. */
    String invoke(String call);
}
