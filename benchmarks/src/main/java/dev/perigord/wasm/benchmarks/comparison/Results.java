package dev.perigord.wasm.benchmarks.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What was measured, and what went wrong. */
final class Results {
    /**
     * One measured value.
     *
     * @param measurement what was measured
     * @param workload on which kernel or program
     * @param engine the identifier of the engine
     * @param value in the measurement's unit
     */
    record Sample(Measurement measurement, String workload, String engine, double value) {}

    /**
     * A value that is not there.
     *
     * @param measurement what was to be measured
     * @param workload on which kernel or program
     * @param engine the identifier of the engine
     * @param reason why it is not there
     */
    record Failure(Measurement measurement, String workload, String engine, String reason) {}

    /**
     * How one of our engines compares with a peer: values below 1 say that ours takes less.
     *
     * @param ours the identifier of our engine
     * @param peer the identifier of the peer
     * @param ratios for each workload that both have, in the order of the workloads
     */
    record Comparison(String ours, String peer, List<Ratio> ratios) {
        double geometricMean() {
            return Statistics.geometricMean(ratios.stream().map(Ratio::value).toList());
        }

        Ratio worst() {
            return ratios.stream()
                    .max((a, b) -> Double.compare(a.value, b.value))
                    .orElseThrow();
        }

        Optional<Ratio> of(String workload) {
            return ratios.stream()
                    .filter(ratio -> ratio.workload.equals(workload))
                    .findFirst();
        }
    }

    /**
     * The median of ours divided by that of a peer.
     *
     * @param workload of both
     * @param value below 1 if ours takes less
     */
    record Ratio(String workload, double value) {}

    private static final String OURS = "perigord";

    private final List<Sample> samples = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    void add(Measurement measurement, String workload, String engine, double value) {
        samples.add(new Sample(measurement, workload, engine, value));
    }

    void fail(Measurement measurement, String workload, String engine, String reason) {
        Failure failure = new Failure(measurement, workload, engine, reason);
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Whether an engine has failed at a workload; it is not asked again. */
    boolean hasFailed(Measurement measurement, String workload, String engine) {
        return failures.stream()
                .anyMatch(failure -> failure.measurement == measurement
                        && failure.workload.equals(workload)
                        && failure.engine.equals(engine));
    }

    /** The workloads that were measured, in the order of measuring. */
    List<String> workloads(Measurement measurement) {
        Set<String> workloads = new LinkedHashSet<>();
        for (Sample sample : samples) {
            if (sample.measurement == measurement) {
                workloads.add(sample.workload);
            }
        }
        return List.copyOf(workloads);
    }

    /** The engines that were measured, in the order given. */
    List<Engine> engines(Measurement measurement, List<Engine> order) {
        return order.stream()
                .filter(engine -> samples.stream()
                        .anyMatch(sample -> sample.measurement == measurement && sample.engine.equals(engine.id())))
                .toList();
    }

    OptionalDouble median(Measurement measurement, String workload, String engine) {
        List<Double> values = samples.stream()
                .filter(sample -> sample.measurement == measurement
                        && sample.workload.equals(workload)
                        && sample.engine.equals(engine))
                .map(Sample::value)
                .toList();
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(values));
    }

    /** Each of our engines with each engine that is not ours. */
    List<Comparison> comparisons(Measurement measurement, List<Engine> order) {
        List<Engine> engines = engines(measurement, order);
        List<Comparison> comparisons = new ArrayList<>();
        for (Engine ours : engines) {
            for (Engine peer : engines) {
                if (ours.id().startsWith(OURS) && !peer.id().startsWith(OURS)) {
                    List<Ratio> ratios = ratios(measurement, ours.id(), peer.id());
                    if (!ratios.isEmpty()) {
                        comparisons.add(new Comparison(ours.id(), peer.id(), ratios));
                    }
                }
            }
        }
        return comparisons;
    }

    private List<Ratio> ratios(Measurement measurement, String ours, String peer) {
        List<Ratio> ratios = new ArrayList<>();
        for (String workload : workloads(measurement)) {
            OptionalDouble mine = median(measurement, workload, ours);
            OptionalDouble theirs = median(measurement, workload, peer);
            if (mine.isPresent() && theirs.isPresent() && theirs.getAsDouble() > 0 && mine.getAsDouble() > 0) {
                ratios.add(new Ratio(workload, mine.getAsDouble() / theirs.getAsDouble()));
            }
        }
        return ratios;
    }
}
