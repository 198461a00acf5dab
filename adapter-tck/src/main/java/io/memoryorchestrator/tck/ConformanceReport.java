package io.memoryorchestrator.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What all conformance tests of a run came to: printed at its end as a table of contracts and adapters, and written to
 * {@code target/conformance/<adapter>.md}.
 */
final class ConformanceReport implements AutoCloseable {
    /** Set to {@code off} where the suite is itself the one under test. */
    static final String PARAMETER = "tck.report";

    private final boolean shown;
    private final Map<String, Map<String, Tally>> adapters = new TreeMap<>();

    ConformanceReport(boolean shown) {
        this.shown = shown;
    }

    static ConformanceReport from(Function<String, Optional<String>> parameters) {
        return new ConformanceReport(!parameters.apply(PARAMETER).orElse("on").equals("off"));
    }

    synchronized void add(Class<?> adopter, Class<?> contract, String test, Outcome outcome, String reason) {
        if (!contract.isInterface()) {
            return;
        }
        Tally tally = adapters.computeIfAbsent(nameOf(adopter), name -> new TreeMap<>())
                .computeIfAbsent(titleOf(contract), title -> new Tally());
        tally.counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.DEVIATES) {
            tally.deviations.add("`" + test + "`: " + reason);
        }
    }

    @Override
    public synchronized void close() {
        if (!shown) {
            return;
        }
        adapters.forEach((adapter, contracts) -> {
            String table = table(adapter, contracts);
            System.out.println(table);
            write(adapter, table);
        });
    }

    synchronized List<String> tables() {
        List<String> tables = new ArrayList<>();
        adapters.forEach((adapter, contracts) -> tables.add(table(adapter, contracts)));
        return tables;
    }

    private static String table(String adapter, Map<String, Tally> contracts) {
        StringBuilder text = new StringBuilder("\n| contract | " + adapter + " |\n|---|---|\n");
        Map<Outcome, Integer> sums = new EnumMap<>(Outcome.class);
        List<String> deviations = new ArrayList<>();
        contracts.forEach((contract, tally) -> {
            text.append("| ").append(contract).append(" | ").append(tally).append(" |\n");
            tally.counts.forEach((outcome, count) -> sums.merge(outcome, count, Integer::sum));
            deviations.addAll(tally.deviations);
        });
        for (String deviation : deviations) {
            text.append("\n- deviates in ").append(deviation);
        }
        int passed = sums.getOrDefault(Outcome.PASSED, 0);
        int failed = sums.getOrDefault(Outcome.FAILED, 0);
        int deviating = deviations.size();
        text.append(
                "\nConformance tests executed for %s: %d (passed %d, failed %d, known deviations %d); not offered %d, skipped %d\n"
                        .formatted(
                                adapter,
                                passed + failed + deviating,
                                passed,
                                failed,
                                deviating,
                                sums.getOrDefault(Outcome.NOT_OFFERED, 0),
                                sums.getOrDefault(Outcome.SKIPPED, 0)));
        return text.toString();
    }

    private static void write(String adapter, String table) {
        Path target = Path.of("target");
        if (!Files.isDirectory(target)) {
            return;
        }
        try {
            Path folder = Files.createDirectories(target.resolve("conformance"));
            Files.writeString(folder.resolve(adapter + ".md"), table.strip() + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException("The conformance table could not be written under target/", failure);
        }
    }

    /** {@code SupabaseConformanceIT} tests the adapter {@code supabase}. */
    private static String nameOf(Class<?> adopter) {
        return adopter.getSimpleName()
                .replaceFirst("Conformance(IT|Tests)$", "")
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** {@code RecentTurnsContract} is about {@code recent turns}. */
    private static String titleOf(Class<?> contract) {
        return contract.getSimpleName()
                .replaceFirst("Contract$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** How a test ended. */
    enum Outcome {
        PASSED,
        FAILED,
        DEVIATES,
        NOT_OFFERED,
        SKIPPED
    }

    /** The tests of one contract for one adapter. */
    static final class Tally {
        final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        final List<String> deviations = new ArrayList<>();

        private int count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        /** Such as {@code 9 pass}, {@code 8 pass, 1 deviates} or {@code not offered}. */
        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            if (count(Outcome.PASSED) > 0) {
                parts.add(count(Outcome.PASSED) + " pass");
            }
            if (count(Outcome.FAILED) > 0) {
                parts.add("**" + count(Outcome.FAILED) + " fail**");
            }
            if (count(Outcome.DEVIATES) > 0) {
                parts.add(count(Outcome.DEVIATES) + " deviates");
            }
            if (count(Outcome.SKIPPED) > 0) {
                parts.add(count(Outcome.SKIPPED) + " skipped");
            }
            return parts.isEmpty() ? "not offered" : String.join(", ", parts);
        }
    }
}
