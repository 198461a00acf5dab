package io.memoryorchestrator.server.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.local.kafka.KafkaOptions;
import io.memoryorchestrator.local.kafka.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets a server trust one Supabase project, two service tokens, and one key for records. It has a broker of its own, since
 * two servers with different databases on one broker would take records from each other.
 */
public final class WithIdentity implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    public static final ECKey PROJECT_KEY = key("project-key");
    public static final String SERVICE_TOKEN = "back-end-token-for-tests";
    public static final String OPS_TOKEN = "operator-token-for-tests";

    private static final String ENVELOPE_SECRET = "an-envelope-secret-with-at-least-32-bytes";
    public static final EnvelopeSignature ENVELOPE_KEY = new EnvelopeSignature("tests", Secret.of(ENVELOPE_SECRET));

    private static final MockWebServer PROJECT = project();
    private static final String BROKER = broker();

    /** Topics of the broker that this server uses. */
    public static TopicReader topics() {
        return TopicReader.at(BROKER);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new RealParts().initialize(context);
        String tokens = "orchestrator.identity.service-tokens.";
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "with-identity",
                        Map.ofEntries(
                                Map.entry("spring.kafka.bootstrap-servers", BROKER),
                                Map.entry(
                                        "orchestrator.identity.supabase-url",
                                        PROJECT.url("/").toString()),
                                Map.entry("orchestrator.identity.issuer", Tokens.ISSUER),
                                Map.entry("orchestrator.identity.jwt-secret", Tokens.SECRET),
                                Map.entry(tokens + "back-end.sha256", Tokens.sha256(SERVICE_TOKEN)),
                                Map.entry(tokens + "back-end.role", "service"),
                                Map.entry(tokens + "olga.sha256", Tokens.sha256(OPS_TOKEN)),
                                Map.entry(tokens + "olga.role", "ops"),
                                Map.entry("orchestrator.identity.require-signed-records", "true"),
                                Map.entry("orchestrator.identity.envelope-keys.tests", ENVELOPE_SECRET),
                                Map.entry("orchestrator.identity.limits.requests-per-second", "0"))));
    }

    private static String broker() {
        try {
            return LocalKafka.start(KafkaOptions.in(Files.createTempDirectory("identity-broker"))
                            .thrownAway())
                    .bootstrapServers();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static MockWebServer project() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return "/auth/v1/.well-known/jwks.json".equals(request.getTarget())
                        ? new MockResponse(200, Headers.EMPTY, new JWKSet(PROJECT_KEY).toString(true))
                        : new MockResponse(404, Headers.EMPTY, "");
            }
        });
        try {
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return server;
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }
}
