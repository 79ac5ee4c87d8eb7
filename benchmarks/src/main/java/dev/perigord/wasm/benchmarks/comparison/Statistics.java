package dev.perigord.wasm.benchmarks.comparison;

import java.util.List;

/** What is made of many numbers. */
final class Statistics {
    /** A call is warm when it takes at most so many times the peak. */
    static final double WARM = 1.2;

    private Statistics() {}

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double geometricMean(List<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
    }

    /** The median of the last third of the calls: the engine had the time before that to warm up. */
    static double peak(List<Double> calls) {
        return median(calls.subList(calls.size() - Math.max(1, calls.size() / 3), calls.size()));
    }

    /**
     * The sum of what the calls took before the first of three in a row that are warm.
     *
     * @param walls what each call took on the clock
     * @param cpus what each call took of the processor, which other load on the machine disturbs less
     */
    static double warmUp(List<Double> walls, List<Double> cpus) {
        double limit = WARM * peak(cpus);
        double sum = 0;
        for (int i = 0; i < cpus.size(); i++) {
            boolean warm = true;
            for (int j = i; j < Math.min(i + 3, cpus.size()); j++) {
                warm &= cpus.get(j) <= limit;
            }
            if (warm) {
                break;
            }
            sum += walls.get(i);
        }
        return sum;
    }
}
