package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.process.ProcessId;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What a broker's folder remembers of the last start: which process, which port. */
record BrokerState(ProcessId process, int port) {

    private static final String FILE = "broker.state";

    static Optional<BrokerState> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties p = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            p.load(reader);
            return Optional.of(new BrokerState(
                    new ProcessId(
                            Long.parseLong(p.getProperty("pid", "")), Instant.parse(p.getProperty("startedAt", ""))),
                    Integer.parseInt(p.getProperty("port", ""))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (NumberFormatException | java.time.format.DateTimeParseException damaged) {
            return Optional.empty();
        }
    }

    void write(Path folder) {
        Properties p = new Properties();
        p.setProperty("pid", Long.toString(process.pid()));
        p.setProperty("startedAt", process.startedAt().toString());
        p.setProperty("port", Integer.toString(port));
        Path unfinished = folder.resolve(FILE + ".new");
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            p.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + unfinished, e);
        }
        try {
            Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(FILE), e);
        }
    }
}
