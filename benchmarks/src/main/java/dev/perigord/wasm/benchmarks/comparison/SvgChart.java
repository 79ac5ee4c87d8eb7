package dev.perigord.wasm.benchmarks.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Draws a report: for each measurement and each of our engines a panel with a group of bars for each workload, whose heights are the ratios on a logarithmic
 * scale. A bar that hangs down says that ours takes less.
 */
final class SvgChart {
    private static final int LEFT = 60;
    private static final int GROUP_GAP = 14;
    private static final int BAR = 9;
    private static final int PLOT_HEIGHT = 240;
    private static final int PANEL_HEIGHT = PLOT_HEIGHT + 130;
    private static final int LEGEND_LINE = 16;
    private static final List<String> COLOURS =
            List.of("#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#a463f2", "#97bbf5", "#9c6b4e", "#9498a0");
    private static final List<Measurement> DRAWN = List.of(
            Measurement.PEAK,
            Measurement.INTERPRETER,
            Measurement.WARMUP,
            Measurement.PROGRAMS,
            Measurement.STARTUP,
            Measurement.LOAD,
            Measurement.MEMORY);

    private final Report report;
    private final StringBuilder body = new StringBuilder();
    private int width = 640;
    private int top;

    private SvgChart(Report report) {
        this.report = report;
    }

    static String write(Report report) {
        return new SvgChart(report).write();
    }

    private String write() {
        for (Measurement measurement : DRAWN) {
            report.results().comparisons(measurement, report.engines()).stream()
                    .collect(Collectors.groupingBy(Results.Comparison::ours, LinkedHashMap::new, Collectors.toList()))
                    .forEach((ours, comparisons) ->
                            panel(measurement.title() + ": " + title(ours), comparisons, measurement));
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">%n",
                        width,
                        Math.max(top, 40),
                        width,
                        Math.max(top, 40))
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + body + "</svg>\n";
    }

    private void panel(String title, List<Results.Comparison> comparisons, Measurement measurement) {
        List<String> groups = new ArrayList<>();
        for (String workload : report.results().workloads(measurement)) {
            if (comparisons.stream()
                    .anyMatch(comparison -> comparison.of(workload).isPresent())) {
                groups.add(workload);
            }
        }
        Scale scale = Scale.of(comparisons);
        int plotTop = top + 30;
        int plotWidth = (groups.size() + 1) * (comparisons.size() * BAR + GROUP_GAP) + GROUP_GAP;
        width = Math.max(width, LEFT + plotWidth + 20);
        text(LEFT, top + 18, "start", 14, title + " divided by others, below 1 where it takes less");
        for (double line : scale.lines()) {
            int y = plotTop + scale.y(line);
            body.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
                    LEFT,
                    LEFT + plotWidth,
                    y,
                    y,
                    line == 1 ? "#333" : "#ddd"));
            text(LEFT - 6, y + 4, "end", 11, MarkdownReport.number(line));
        }
        int x = LEFT + GROUP_GAP;
        for (String group : groups) {
            List<Double> values = comparisons.stream()
                    .map(comparison ->
                            comparison.of(group).map(Results.Ratio::value).orElse(Double.NaN))
                    .toList();
            x = group(x, plotTop, scale, group, comparisons, values);
        }
        group(
                x,
                plotTop,
                scale,
                "geometric mean",
                comparisons,
                comparisons.stream().map(Results.Comparison::geometricMean).toList());
        legend(plotTop + PLOT_HEIGHT + 90, comparisons);
        top += PANEL_HEIGHT + comparisons.size() * LEGEND_LINE;
    }

    private int group(
            int start,
            int plotTop,
            Scale scale,
            String name,
            List<Results.Comparison> comparisons,
            List<Double> values) {
        int x = start;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!Double.isNaN(value)) {
                int one = plotTop + scale.y(1);
                int end = plotTop + scale.y(value);
                body.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%s: %s %s</title></rect>%n",
                        x,
                        Math.min(one, end),
                        BAR - 1,
                        Math.max(1, Math.abs(one - end)),
                        colour(comparisons.get(i)),
                        escape(name),
                        escape(title(comparisons.get(i).peer())),
                        MarkdownReport.number(value)));
            }
            x += BAR;
        }
        int middle = (start + x) / 2;
        int y = plotTop + PLOT_HEIGHT + 12;
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" transform=\"rotate(-45 %d %d)\">%s</text>%n",
                middle,
                y,
                middle,
                y,
                escape(name)));
        return x + GROUP_GAP;
    }

    private void legend(int start, List<Results.Comparison> comparisons) {
        int y = start;
        for (int i = 0; i < comparisons.size(); i++) {
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
                    LEFT,
                    y - 9,
                    colour(comparisons.get(i))));
            text(LEFT + 16, y, "start", 11, title(comparisons.get(i).peer()));
            y += LEGEND_LINE;
        }
    }

    private String title(String id) {
        return report.engines().stream()
                .filter(engine -> engine.id().equals(id))
                .map(Engine::title)
                .findFirst()
                .orElse(id);
    }

    /** The same for a peer in all panels. */
    private String colour(Results.Comparison comparison) {
        List<String> ids = report.engines().stream().map(Engine::id).toList();
        return COLOURS.get(ids.indexOf(comparison.peer()) % COLOURS.size());
    }

    private void text(int x, int y, String anchor, int size, String content) {
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                escape(content)));
    }

    private static String escape(String content) {
        return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * From ratios to places: logarithmic, around 1.
     *
     * @param low the smallest ratio that has a place, as a power of two
     * @param high the largest
     */
    record Scale(int low, int high) {
        static Scale of(List<Results.Comparison> comparisons) {
            double smallest = 1;
            double largest = 1;
            for (Results.Comparison comparison : comparisons) {
                for (Results.Ratio ratio : comparison.ratios()) {
                    smallest = Math.min(smallest, ratio.value());
                    largest = Math.max(largest, ratio.value());
                }
            }
            return new Scale(Math.min(-1, (int) Math.floor(Math.log(smallest) / Math.log(2))), Math.max(1, (int)
                    Math.ceil(Math.log(largest) / Math.log(2))));
        }

        int y(double ratio) {
            return (int) Math.round((high - Math.log(ratio) / Math.log(2)) * PLOT_HEIGHT / (high - low));
        }

        /** The ratios that get a line. */
        List<Double> lines() {
            int step = Math.max(1, (high - low) / 10);
            List<Double> lines = new ArrayList<>();
            for (int power = low; power <= high; power++) {
                if (power % step == 0) {
                    lines.add(Math.pow(2, power));
                }
            }
            return lines;
        }
    }
}
