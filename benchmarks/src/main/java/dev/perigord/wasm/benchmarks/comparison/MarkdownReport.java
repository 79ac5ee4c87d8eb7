package dev.perigord.wasm.benchmarks.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes a report as tables: a row for each workload, a column for each engine. */
final class MarkdownReport {
    private final Report report;
    private final Results results;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
        this.results = report.results();
    }

    static String write(Report report) {
        return new MarkdownReport(report).write();
    }

    private String write() {
        text.append("# Comparison\n\n");
        text.append(report.machine())
                .append(". Medians of ")
                .append(report.rounds())
                .append(" round(s).\n");
        engines();
        for (Measurement measurement : Measurement.values()) {
            if (!results.workloads(measurement).isEmpty()) {
                values(measurement);
                ratios(measurement);
            }
        }
        failures();
        return text.toString();
    }

    private void engines() {
        text.append('\n');
        row(List.of("engine", "version"));
        row(List.of("---", "---"));
        for (Engine engine : report.engines()) {
            String version = report.versions().getOrDefault(engine.id(), "");
            row(List.of(
                    engine.title(),
                    engine.missing().map(reason -> "missing: " + reason).orElse(version)));
        }
    }

    private void values(Measurement measurement) {
        text.append("\n## ").append(measurement.title()).append("\n\n");
        text.append(measurement.unit()).append(": ").append(measurement.about()).append("\n\n");
        List<Engine> engines = results.engines(measurement, report.engines());
        header(engines.stream().map(Engine::title).toList());
        for (String workload : results.workloads(measurement)) {
            List<String> cells = new ArrayList<>(List.of(workload));
            for (Engine engine : engines) {
                OptionalDouble median = results.median(measurement, workload, engine.id());
                cells.add(median.isPresent() ? number(median.getAsDouble()) : "–");
            }
            row(cells);
        }
    }

    /** A table for each of our engines. */
    private void ratios(Measurement measurement) {
        Map<String, List<Results.Comparison>> byOurs = results.comparisons(measurement, report.engines()).stream()
                .collect(Collectors.groupingBy(Results.Comparison::ours, LinkedHashMap::new, Collectors.toList()));
        byOurs.forEach((ours, comparisons) -> ratios(measurement, ours, comparisons));
    }

    private void ratios(Measurement measurement, String ours, List<Results.Comparison> comparisons) {
        text.append('\n').append(title(ours)).append(" divided by others, below 1 where it takes less:\n\n");
        header(comparisons.stream().map(comparison -> title(comparison.peer())).toList());
        for (String workload : results.workloads(measurement)) {
            if (comparisons.stream()
                    .anyMatch(comparison -> comparison.of(workload).isPresent())) {
                List<String> cells = new ArrayList<>(List.of(workload));
                for (Results.Comparison comparison : comparisons) {
                    cells.add(comparison
                            .of(workload)
                            .map(ratio -> number(ratio.value()))
                            .orElse("–"));
                }
                row(cells);
            }
        }
        List<String> means = new ArrayList<>(List.of("**geometric mean**"));
        List<String> worst = new ArrayList<>(List.of("**worst**"));
        for (Results.Comparison comparison : comparisons) {
            means.add("**" + number(comparison.geometricMean()) + "**");
            worst.add(number(comparison.worst().value()) + " "
                    + comparison.worst().workload());
        }
        row(means);
        row(worst);
    }

    private void failures() {
        if (results.failures().isEmpty()) {
            return;
        }
        text.append("\n## Not measured\n\n");
        row(List.of("what", "workload", "engine", "why"));
        row(List.of("---", "---", "---", "---"));
        for (Results.Failure failure : results.failures()) {
            row(List.of(failure.measurement().id(), failure.workload(), title(failure.engine()), failure.reason()));
        }
    }

    private String title(String id) {
        return report.engines().stream()
                .filter(engine -> engine.id().equals(id))
                .map(Engine::title)
                .findFirst()
                .orElse(id);
    }

    private void header(List<String> titles) {
        List<String> cells = new ArrayList<>(List.of(""));
        cells.addAll(titles);
        row(cells);
        row(cells.stream().map(title -> title.isEmpty() ? "---" : "--:").toList());
    }

    private void row(List<String> cells) {
        text.append(
                cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Three significant digits. */
    static String number(double value) {
        if (value >= 100 || value == 0) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f", value);
    }
}
