package dev.perigord.wasm.benchmarks.comparison;

import java.util.List;
import java.util.Map;

/**
 * What the tables, the file for machines and the picture are made of.
 *
 * @param machine what it ran on, in a line
 * @param rounds how often everything was measured
 * @param engines all that were asked for, in the order of the columns
 * @param versions by engine, of those that are there
 * @param results the values
 */
record Report(String machine, int rounds, List<Engine> engines, Map<String, String> versions, Results results) {}
