package io.memoryorchestrator.cli.intent;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells how intents ended, the same way for every command that waits. */
final class SettlementReport {

    private SettlementReport() {}

    static Map<String, Object> json(Settlement settled) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stored", settled.stored());
        json.put("skipped", settled.skipped());
        json.put("failed", settled.failed());
        json.put("pending", settled.pending());
        json.put("reasons", settled.reasons());
        return json;
    }

    static void say(Console console, Settlement settled) {
        console.say(settled.stored() + " stored, " + settled.skipped() + " skipped, " + settled.failed() + " failed, "
                + settled.pending() + " pending");
    }

    /** @throws CommandFailure when something failed or is still pending */
    static void check(Settlement settled, Duration waited) {
        if (settled.failed() > 0) {
            throw new CommandFailure(settled.failed() + " intents failed: " + settled.reasons());
        }
        if (settled.pending() > 0) {
            throw new CommandFailure(settled.pending() + " intents are accepted but not stored after "
                    + waited.toSeconds() + " s; look with 'memctl status'.");
        }
    }
}
