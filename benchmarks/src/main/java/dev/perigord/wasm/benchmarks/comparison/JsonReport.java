package dev.perigord.wasm.benchmarks.comparison;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Writes a report for other programs: every value, and the medians and ratios of the tables. */
final class JsonReport {
    private JsonReport() {}

    static String write(Report report) {
        Results results = report.results();
        JsonObject root = new JsonObject();
        root.addProperty("machine", report.machine());
        root.addProperty("rounds", report.rounds());
        JsonArray engines = new JsonArray();
        for (Engine engine : report.engines()) {
            JsonObject object = new JsonObject();
            object.addProperty("id", engine.id());
            object.addProperty("title", engine.title());
            object.addProperty("version", report.versions().get(engine.id()));
            object.addProperty("missing", engine.missing().orElse(null));
            engines.add(object);
        }
        root.add("engines", engines);
        JsonArray measurements = new JsonArray();
        for (Measurement measurement : Measurement.values()) {
            if (!results.workloads(measurement).isEmpty()) {
                measurements.add(measurement(report, measurement));
            }
        }
        root.add("measurements", measurements);
        JsonArray failures = new JsonArray();
        for (Results.Failure failure : results.failures()) {
            JsonObject object = new JsonObject();
            object.addProperty("measurement", failure.measurement().id());
            object.addProperty("workload", failure.workload());
            object.addProperty("engine", failure.engine());
            object.addProperty("reason", failure.reason());
            failures.add(object);
        }
        root.add("failures", failures);
        return new GsonBuilder().setPrettyPrinting().create().toJson(root) + "\n";
    }

    private static JsonObject measurement(Report report, Measurement measurement) {
        Results results = report.results();
        JsonObject object = new JsonObject();
        object.addProperty("id", measurement.id());
        object.addProperty("unit", measurement.unit());
        object.addProperty("about", measurement.about());
        JsonArray medians = new JsonArray();
        for (String workload : results.workloads(measurement)) {
            for (Engine engine : results.engines(measurement, report.engines())) {
                results.median(measurement, workload, engine.id()).ifPresent(median -> {
                    JsonObject value = new JsonObject();
                    value.addProperty("workload", workload);
                    value.addProperty("engine", engine.id());
                    value.addProperty("median", median);
                    JsonArray samples = new JsonArray();
                    results.samples().stream()
                            .filter(sample -> sample.measurement() == measurement
                                    && sample.workload().equals(workload)
                                    && sample.engine().equals(engine.id()))
                            .forEach(sample -> samples.add(sample.value()));
                    value.add("samples", samples);
                    medians.add(value);
                });
            }
        }
        object.add("values", medians);
        JsonArray comparisons = new JsonArray();
        for (Results.Comparison comparison : results.comparisons(measurement, report.engines())) {
            JsonObject ratios = new JsonObject();
            comparison.ratios().forEach(ratio -> ratios.addProperty(ratio.workload(), ratio.value()));
            JsonObject one = new JsonObject();
            one.addProperty("engine", comparison.ours());
            one.addProperty("peer", comparison.peer());
            one.addProperty("geometricMean", comparison.geometricMean());
            one.add("ratios", ratios);
            comparisons.add(one);
        }
        object.add("comparisons", comparisons);
        return object;
    }
}
