package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double EXACT = 1e-12;

    @Test
    void medians() {
        assertEquals(3, Statistics.median(List.of(9.0, 1.0, 3.0)), EXACT);
        assertEquals(2, Statistics.median(List.of(9.0, 1.0, 3.0, 1.0)), EXACT);
        assertEquals(4, Statistics.geometricMean(List.of(2.0, 8.0)), EXACT);
    }

    @Test
    void peakIsTheMedianOfTheLastThird() {
        assertEquals(2, Statistics.peak(List.of(90.0, 50.0, 20.0, 3.0, 2.5, 9.0, 2.0, 2.0, 8.0)), EXACT);
        assertEquals(7, Statistics.peak(List.of(7.0)), EXACT);
    }

    @Test
    void warmUpEndsWithThreeWarmCalls() {
        List<Double> cpus = List.of(50.0, 10.0, 40.0, 11.0, 10.0, 10.0, 10.0, 10.0, 10.0);
        List<Double> walls = List.of(60.0, 12.0, 45.0, 15.0, 11.0, 11.0, 11.0, 11.0, 11.0);
        assertEquals(60 + 12 + 45, Statistics.warmUp(walls, cpus), EXACT, "one fast call does not count");
        assertEquals(0, Statistics.warmUp(List.of(1.0, 1.0), List.of(1.0, 1.0)), EXACT);
    }

    @Test
    void whatDriversPrint() {
        KernelRuns.Calls calls = KernelRuns.Calls.parse(
                """
                warning: something else
                call 2500000 2000000 -7
                call 1500000 1000000 -7
                """);
        assertEquals(List.of(2.5, 1.5), calls.walls());
        assertEquals(List.of(2.0, 1.0), calls.cpus());
        assertEquals(Set.of("-7"), calls.checksums());
    }
}
