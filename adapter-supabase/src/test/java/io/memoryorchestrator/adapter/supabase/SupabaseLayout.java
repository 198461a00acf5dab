package io.memoryorchestrator.adapter.supabase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The migrations as the Supabase CLI wants them, written from those that the server runs. Each file also enters itself into
 * the server's history, so that the server finds it done, whichever of the two came first.
 */
final class SupabaseLayout {
    static final Path FOLDER = Path.of("../supabase/migrations");
    private static final Path SOURCES = Path.of("src/main/resources/db/migration/memories");
    private static final Pattern SOURCE = Pattern.compile("V(\\d+)__(\\w+)\\.sql");
    /** A migration's version counts minutes from here. */
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 1, 0, 0);

    private static final String HISTORY = """
            create schema if not exists memories;
            create table if not exists memories.schema_history (
                installed_rank integer       not null constraint schema_history_pk primary key,
                version        varchar(50),
                description    varchar(200)  not null,
                type           varchar(20)   not null,
                script         varchar(1000) not null,
                checksum       integer,
                installed_by   varchar(100)  not null,
                installed_on   timestamp     not null default now(),
                execution_time integer       not null,
                success        boolean       not null
            );
            create index if not exists schema_history_s_idx on memories.schema_history (success);
            alter table memories.schema_history enable row level security;

            """;
    private static final String BEFORE = """
            -- Written from %1$s, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

            %2$sdo $$
            begin
                if exists (select from memories.schema_history where version = '%3$s') then
                    raise exception 'V%3$s has been run already, by the server when it started'
                        using hint = 'supabase migration repair --status applied %4$s';
                end if;
            end
            $$;

            """;
    private static final String AFTER = """

            insert into memories.schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
            select coalesce(max(installed_rank), 0) + 1, '%s', '%s', 'SQL', '%s', %d, current_user, 0, true
            from memories.schema_history;
            """;

    private SupabaseLayout() {}

    /** File names with their contents, in the order in which they are applied. */
    static SortedMap<String, String> written() {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.sorted().toList()) {
                add(source, files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** What is in the folder now. */
    static SortedMap<String, String> found() {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> present = Files.list(FOLDER)) {
            for (Path file : present.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static void write() {
        SortedMap<String, String> wanted = written();
        try {
            for (String stale : List.copyOf(found().keySet())) {
                if (!wanted.containsKey(stale)) {
                    Files.delete(FOLDER.resolve(stale));
                }
            }
            for (var file : wanted.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Path source, SortedMap<String, String> files) throws IOException {
        String script = source.getFileName().toString();
        Matcher name = SOURCE.matcher(script);
        if (!name.matches()) {
            throw new IllegalStateException(script + " is not named like V001__platform.sql");
        }
        String version = name.group(1);
        String description = name.group(2);
        String text = Files.readString(source);
        String time = FIRST.plusMinutes(Long.parseLong(version)).format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
        files.put(
                time + "_" + description + ".sql",
                BEFORE.formatted(script, files.isEmpty() ? HISTORY : "", version, time)
                        + text
                        + AFTER.formatted(version, description.replace('_', ' '), script, checksum(text)));
    }

    /** As Flyway counts it: over the lines, without their ends. */
    private static int checksum(String text) throws IOException {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }
}
