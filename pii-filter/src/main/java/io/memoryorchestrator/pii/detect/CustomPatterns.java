package io.memoryorchestrator.pii.detect;

import com.google.re2j.Matcher;
import io.memoryorchestrator.pii.CustomPattern;
import io.memoryorchestrator.pii.PiiType;
import java.util.List;

/** Runs the operator's own patterns over the view. An empty match finds nothing. */
final class CustomPatterns {

    private CustomPatterns() {}

    static void run(Scan scan, List<CustomPattern> patterns) {
        for (CustomPattern custom : patterns) {
            Matcher matcher = custom.pattern().matcher(scan.text());
            while (matcher.find()) {
                scan.report(PiiType.CUSTOM, matcher.start(), matcher.end(), 1, custom.name());
            }
        }
    }
}
