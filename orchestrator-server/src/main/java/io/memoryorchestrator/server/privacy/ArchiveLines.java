package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of an export on their way in, one at a time. An export holds redacted text only, so a line in which there is
 * still something to redact comes from elsewhere and is refused: changing it would leave its ids and hashes wrong.
 */
final class ArchiveLines {
    private static final String ROW = "row";
    /** Fields that name or count things, by the end of their name; what people wrote stands in none of them. */
    private static final Pattern TECHNICAL =
            Pattern.compile(".*(_id|_ids|_at|_hash|_until)|id|fingerprint|reference|embedding|cursor");

    /** Columns that callers choose and that are kept as they are; only as columns, since values may have such fields too. */
    private static final Set<String> KEPT_AS_THEY_ARE = Set.of("key", "from_key", "to_key", "kind", "namespace");

    private final InputStream in;
    private final UserRef user;
    private final Redactor redactor;
    private final JsonMapper mapper;
    private final int longest;
    private long number;

    /** @param longest bytes that a line may have */
    ArchiveLines(InputStream in, UserRef user, Redactor redactor, JsonMapper mapper, int longest) {
        this.in = in;
        this.user = user;
        this.redactor = redactor;
        this.mapper = mapper;
        this.longest = longest;
    }

    Stream<String> stream() {
        Iterator<String> lines = new Iterator<>() {
            private String next = read();

            @Override
            public boolean hasNext() {
                return !next.isEmpty();
            }

            @Override
            public String next() {
                if (next.isEmpty()) {
                    throw new NoSuchElementException();
                }
                String line = next;
                next = read();
                return line;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false);
    }

    /** @return empty at the end */
    private String read() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                } else if (line.size() > 0) {
                    break;
                }
                if (line.size() > longest) {
                    throw refused("is longer than " + longest + " bytes");
                }
            }
            number++;
            String text = line.toString(StandardCharsets.UTF_8);
            return text.isBlank() ? "" : checked(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String checked(String line) {
        try {
            checkLine(mapper.readTree(line));
        } catch (JacksonException notJson) {
            throw refused("is not JSON");
        }
        return line;
    }

    private void checkLine(JsonNode line) {
        if (line.get(ROW) instanceof ObjectNode row) {
            row.properties().stream()
                    .filter(column -> !KEPT_AS_THEY_ARE.contains(column.getKey()))
                    .forEach(column -> check(column.getKey(), column.getValue()));
            line.properties().stream()
                    .filter(other -> !other.getKey().equals(ROW))
                    .forEach(other -> check(other.getKey(), other.getValue()));
        } else {
            check("", line);
        }
    }

    private void check(String field, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(each -> check(each.getKey(), each.getValue()));
        } else if (node.isArray()) {
            node.forEach(each -> check(field, each));
        } else if (node.isString() && !TECHNICAL.matcher(field).matches()) {
            String text = node.stringValue();
            if (!redactor.text(user, text).equals(text)) {
                throw refused(
                        "holds personal data in " + field + ": send it as turns, which are redacted on their way");
            }
        }
    }

    private WireException refused(String why) {
        return new WireException(WireFault.INVALID_FIELD, "Line " + number + " " + why);
    }
}
