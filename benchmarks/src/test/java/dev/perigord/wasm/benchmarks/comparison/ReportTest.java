package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Tables, JSON and picture of made-up numbers. */
class ReportTest {
    private record MadeUp(String id, String title, Kind kind, Optional<String> missing) implements Engine {
        @Override
        public List<String> probe() {
            return List.of();
        }
    }

    private final Results results = new Results();
    private final Report report = new Report(
            "a machine",
            3,
            List.of(
                    new MadeUp("perigord", "Perigord", Engine.Kind.DYNAMIC, Optional.empty()),
                    new MadeUp("other", "Other <1>", Engine.Kind.DYNAMIC, Optional.empty()),
                    new MadeUp("absent", "Absent", Engine.Kind.STATIC, Optional.of("not here"))),
            Map.of("perigord", "1.0", "other", "2.0"),
            results);

    @BeforeEach
    void measure() {
        for (double value : List.of(9.0, 10.0, 500.0)) {
            results.add(Measurement.PEAK, "fib", "perigord", value);
        }
        results.add(Measurement.PEAK, "fib", "other", 20.0);
        results.add(Measurement.PEAK, "sort", "perigord", 16.0);
        results.add(Measurement.PEAK, "sort", "other", 2.0);
        results.add(Measurement.PEAK, "gc", "perigord", 1.234);
        results.fail(Measurement.PEAK, "gc", "other", "a | b");
        results.fail(Measurement.PEAK, "gc", "other", "a | b");
    }

    @Test
    void tables() {
        assertEquals(
                """
                # Comparison

                a machine. Medians of 3 round(s).

                | engine | version |
                | --- | --- |
                | Perigord | 1.0 |
                | Other <1> | 2.0 |
                | Absent | missing: not here |

                ## Peak

                ms: milliseconds of CPU time a call, when warm

                |  | Perigord | Other <1> |
                | --- | --: | --: |
                | fib | 10.0 | 20.0 |
                | sort | 16.0 | 2.00 |
                | gc | 1.23 | – |

                Perigord divided by others, below 1 where it takes less:

                |  | Other <1> |
                | --- | --: |
                | fib | 0.50 |
                | sort | 8.00 |
                | **geometric mean** | **2.00** |
                | **worst** | 8.00 sort |

                ## Not measured

                | what | workload | engine | why |
                | --- | --- | --- | --- |
                | peak | gc | Other <1> | a \\| b |
                """,
                MarkdownReport.write(report));
    }

    @Test
    void json() {
        JsonObject root = JsonParser.parseString(JsonReport.write(report)).getAsJsonObject();
        assertEquals(3, root.getAsJsonArray("engines").size());
        JsonObject peak = root.getAsJsonArray("measurements").get(0).getAsJsonObject();
        JsonObject fib = peak.getAsJsonArray("values").get(0).getAsJsonObject();
        assertEquals(10, fib.get("median").getAsDouble());
        assertEquals(3, fib.getAsJsonArray("samples").size());
        JsonObject comparison = peak.getAsJsonArray("comparisons").get(0).getAsJsonObject();
        assertEquals(0.5, comparison.getAsJsonObject("ratios").get("fib").getAsDouble());
        assertEquals(1, root.getAsJsonArray("failures").size());
    }

    @Test
    void picture() throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(SvgChart.write(report))))
                .getDocumentElement();
        assertEquals("svg", svg.getTagName());
        assertTrue(svg.getTextContent().contains("Peak: Perigord divided by others"), svg.getTextContent());
        assertTrue(svg.getTextContent().contains("Other <1>"), svg.getTextContent());
        // A background, a bar each for two kernels and the mean, and one in the legend.
        assertEquals(5, svg.getElementsByTagName("rect").getLength());
    }

    @Test
    void pictureOfNothing() {
        assertTrue(SvgChart.write(new Report("", 1, List.of(), Map.of(), new Results()))
                .startsWith("<svg"));
    }

    @Test
    void oneIsInTheMiddleOfTheScale() {
        SvgChart.Scale scale = new SvgChart.Scale(-2, 2);
        assertEquals(scale.y(1) - scale.y(2), scale.y(0.5) - scale.y(1));
        assertEquals(List.of(0.25, 0.5, 1.0, 2.0, 4.0), scale.lines());
    }
}
