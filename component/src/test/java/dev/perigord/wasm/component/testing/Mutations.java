package dev.perigord.wasm.component.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages binaries and texts at one place; the same for the same state of the random numbers. */
public final class Mutations {
    private Mutations() {}

    /** The words of a text with one of them taken away, replaced or doubled. */
    public static String words(String[] words, Random random) {
        List<String> mutated = new ArrayList<>(Arrays.asList(words));
        int at = random.nextInt(words.length);
        switch (random.nextInt(3)) {
            case 0 -> mutated.remove(at);
            case 1 -> mutated.set(at, words[random.nextInt(words.length)]);
            default -> mutated.add(at, words[random.nextInt(words.length)]);
        }
        return String.join("", mutated);
    }

    /** Bytes with some of them changed or the end cut off. */
    public static byte[] bytes(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte value = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(8));
        return switch (random.nextInt(5)) {
            case 0, 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = value;
                yield changed;
            }
            case 2 -> {
                byte[] changed = bytes.clone();
                changed[at] += (byte) (random.nextBoolean() ? 1 : -1);
                yield changed;
            }
            case 3 -> {
                byte[] changed = bytes.clone();
                int from = random.nextInt(bytes.length);
                int length = Math.min(1 + random.nextInt(8), bytes.length - Math.max(at, from));
                System.arraycopy(bytes, from, changed, at, length);
                yield changed;
            }
            default -> Arrays.copyOf(bytes, at);
        };
    }
}
