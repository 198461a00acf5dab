package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.CommonOptions;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.cli.console.Console;
import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import io.memoryorchestrator.local.postgres.LocalPostgres;
import io.memoryorchestrator.local.postgres.PostgresOptions;
import io.memoryorchestrator.local.postgres.PostgresUrl;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code memctl status}: what runs, where, and how it is. Nothing running here is an answer, not a failure. */
@Command(name = "status", description = "Show what runs, where, and how it is.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        common.namedServer().ifPresentOrElse(url -> tellOfServer(console, url), () -> tellOfCheckout(console));
        return 0;
    }

    /** A server elsewhere tells of its API only; that it does not answer is a failure, as somebody named it. */
    private void tellOfServer(Console console, URI url) {
        JsonNode adapters = common.api(url).get("/v1/ops/adapters");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("running", true);
        json.put("url", url.toString());
        json.put("managementUrl", null);
        json.put("bootstrapServers", null);
        json.put("databaseUrl", null);
        json.put("adapters", adapters);
        console.say("server      " + url + " (answers)");
        tellOfAdapters(console, adapters);
        console.result(json);
    }

    private void tellOfCheckout(Console console) {
        StackFolders folders = StackFolders.ofThisCheckout();
        Optional<StackState.Server> server = StackState.read(folders.stateFile())
                .map(StackState::server)
                .filter(each -> each.process().isAlive());
        Optional<LocalPostgres> postgres = LocalPostgres.find(PostgresOptions.in(folders.postgres()));
        Optional<LocalKafka> kafka = LocalKafka.find(KafkaOptions.in(folders.kafka()));
        String databaseUrl = external(LocalPostgres.URL_VARIABLE)
                .or(() -> postgres.map(each -> each.url().withPassword()))
                .orElse(null);
        String broker = external(LocalKafka.BOOTSTRAP_VARIABLE)
                .or(() -> kafka.map(LocalKafka::bootstrapServers))
                .orElse(null);

        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("running", server.isPresent());
        json.put("ready", server.map(StatusCommand::isReady).orElse(false));
        json.put("url", server.map(StackState.Server::url).orElse(null));
        json.put("managementUrl", server.map(StackState.Server::managementUrl).orElse(null));
        json.put("bootstrapServers", broker);
        json.put("databaseUrl", databaseUrl);
        json.put("databaseFolder", folders.postgres().toString());
        json.put("brokerFolder", folders.kafka().toString());
        json.put("serverLog", folders.serverLog().toString());
        json.put("serverPid", server.map(StackState.Server::pid).orElse(null));
        json.put(
                "databasePid",
                postgres.flatMap(LocalPostgres::process).map(ProcessHandle::pid).orElse(null));
        json.put(
                "brokerPid",
                kafka.flatMap(LocalKafka::process).map(ProcessHandle::pid).orElse(null));
        JsonNode adapters = server.map(this::adapters).orElse(null);
        json.put("adapters", adapters);

        console.say("server      "
                + server.map(each -> each.url() + (isReady(each) ? " (ready)" : " (not ready)"))
                        .orElse("not running"));
        console.say("broker      " + (broker == null ? "not running" : broker) + "  in " + folders.kafka());
        console.say("database    " + (databaseUrl == null ? "not running" : PostgresUrl.parse(databaseUrl)) + "  in "
                + folders.postgres());
        if (adapters != null) {
            tellOfAdapters(console, adapters);
        }
        console.result(json);
    }

    private static void tellOfAdapters(Console console, JsonNode adapters) {
        adapters.forEach(each -> AdapterLine.of(each).forEach(console::say));
    }

    private static boolean isReady(StackState.Server server) {
        return ServerLaunch.isReady(URI.create(server.managementUrl() + "/actuator/health/readiness"));
    }

    private @Nullable JsonNode adapters(StackState.Server server) {
        try {
            return common.api(URI.create(server.url())).get("/v1/ops/adapters");
        } catch (CommandFailure notYetServing) {
            return null;
        }
    }

    private static Optional<String> external(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }
}
