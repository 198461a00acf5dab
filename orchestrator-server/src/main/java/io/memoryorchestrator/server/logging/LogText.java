package io.memoryorchestrator.server.logging;

import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.pii.Redaction;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of a log line under the standard policy, but for addresses of machines: who operates the service looks for them. */
final class LogText {
    private static final PiiFilter FILTER = PiiFilter.with(
            PiiPolicy.builder().action(PiiType.IP, PiiAction.KEEP).build());

    private static final Pattern UUID = Pattern.compile(
            "(?<![\\w.+-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\\w@+-])", Pattern.CASE_INSENSITIVE);

    private LogText() {}

    static @Nullable String redactedOrNull(@Nullable String text) {
        return text == null ? null : redacted(text);
    }

    static String redacted(String text) {
        Redaction whole = FILTER.redact(text);
        return whole.changed() ? withIdsAsTheyWere(text, whole) : text;
    }

    /** One random id in five hundred has digits within that pass for a card or an identity number. */
    private static String withIdsAsTheyWere(String text, Redaction whole) {
        StringBuilder pieces = new StringBuilder(text.length());
        int from = 0;
        Matcher id = UUID.matcher(text);
        while (id.find()) {
            if (misread(id, whole.findings())) {
                pieces.append(FILTER.redact(text.substring(from, id.start())).text())
                        .append(id.group());
                from = id.end();
            }
        }
        return from == 0
                ? whole.text()
                : pieces.append(FILTER.redact(text.substring(from)).text()).toString();
    }

    /** A finding that takes the whole id means it, such as a token after the word; one that cuts through it is a chance. */
    private static boolean misread(MatchResult id, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.start() < id.end() && finding.end() > id.start())
                .anyMatch(finding -> finding.start() > id.start() || finding.end() < id.end());
    }
}
