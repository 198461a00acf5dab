package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.Gateway.Answer;
import io.memoryorchestrator.server.testing.Tokens;
import io.memoryorchestrator.server.testing.WithIdentity;
import java.time.Instant;
import java.util.UUID;

/** Everybody that a server with identity may be asked by. */
record Callers(String ada, String bob, Gateway nobody, Gateway adas, Gateway bobs, Gateway backEnd, Gateway operator) {

    /** Ada has a token by the project's secret and Bob one by its key, so that both are asked with. */
    static Callers of(int port) {
        String ada = UUID.randomUUID().toString();
        String bob = UUID.randomUUID().toString();
        Gateway nobody = new Gateway(port);
        return new Callers(
                ada,
                bob,
                nobody,
                nobody.with(Tokens.of(ada, Instant.now())),
                nobody.with(Tokens.es256(
                        WithIdentity.PROJECT_KEY,
                        Tokens.claims(bob, Instant.now()).build())),
                nobody.with(WithIdentity.SERVICE_TOKEN),
                nobody.with(WithIdentity.OPS_TOKEN));
    }

    static String turn(String user, String content) {
        return "{\"userId\":\"" + user + "\",\"sessionId\":\"s1\",\"role\":\"user\","
                + "\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content + "\"}";
    }

    static void assertCode(Answer answer, int status, String code, String what) {
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).as(what).isEqualTo(code);
    }
}
