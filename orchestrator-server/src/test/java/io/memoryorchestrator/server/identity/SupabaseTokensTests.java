package io.memoryorchestrator.server.identity;

import static io.memoryorchestrator.server.identity.OneProject.ADA;
import static io.memoryorchestrator.server.identity.OneProject.EC;
import static io.memoryorchestrator.server.identity.OneProject.NOW;
import static io.memoryorchestrator.server.identity.OneProject.RSA;
import static io.memoryorchestrator.server.identity.OneProject.claims;
import static io.memoryorchestrator.server.identity.OneProject.part;
import static io.memoryorchestrator.server.identity.OneProject.rs256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a token that is signed well stands for, and which of them stand for nobody. */
class SupabaseTokensTests {
    private static final UserRef ADA_REF = new UserRef("default", ADA);

    private final OneProject project = new OneProject();
    private final SupabaseTokens both = project.both;

    @Test
    void aUserIsWhomTheSubjectNames() {
        assertThat(both.callerOf(Tokens.of(ADA, NOW))).isEqualTo(new Caller.User(ADA_REF));
        assertThat(both.callerOf(Tokens.es256(EC, claims(any -> {})))).isEqualTo(new Caller.User(ADA_REF));
        assertThat(both.callerOf(rs256(RSA, "older", claims(any -> {})))).isEqualTo(new Caller.User(ADA_REF));
    }

    @Test
    void rightsComeFromAppMetadata() {
        assertThat(both.callerOf(withAppMetadata(Map.of("memory_role", "service", "tenant_id", "acme"))))
                .isEqualTo(new Caller.Service(ADA, "acme"));
        assertThat(both.callerOf(withAppMetadata(Map.of("memory_role", "ops")))).isEqualTo(new Caller.Operator(ADA));
        assertThat(both.callerOf(withAppMetadata(Map.of("tenant_id", "acme"))))
                .isEqualTo(new Caller.User(new UserRef("acme", ADA)));
    }

    @Test
    void whatUsersWriteThemselvesGivesNoRights() {
        Map<String, Object> wish =
                Map.of("role", "admin", "memory_role", "ops", "tenant_id", "other", "app_metadata", "ops");
        String token = Tokens.of(
                ADA, NOW, claims -> claims.claim("user_metadata", wish).claim("memory_role", "ops"));

        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));
    }

    static Stream<Arguments> refusedClaims() {
        return Stream.of(
                refused("wrong issuer", claims -> claims.issuer("https://other.supabase.co/auth/v1")),
                refused("no issuer", claims -> claims.issuer(null)),
                refused("wrong audience", claims -> claims.audience("anon")),
                refused("audiences without ours", claims -> claims.audience(List.of("a", "b"))),
                refused("no audience", claims -> claims.audience((String) null)),
                refused("no expiry", claims -> claims.expirationTime(null)),
                refused("not good yet", claims -> claims.notBeforeTime(at(Duration.ofSeconds(31)))),
                refused("no subject", claims -> claims.subject(null)),
                refused("a subject that is no UUID", claims -> claims.subject("ada")),
                refused("a short UUID", claims -> claims.subject("1-1-1-1-1")),
                refused("the anon key's role", claims -> claims.claim("role", "anon")),
                refused("the service key's role", claims -> claims.claim("role", "service_role")),
                refused("no role", claims -> claims.claim("role", null)),
                refused("an OAuth application's", claims -> claims.claim("client_id", "third-party")),
                refused("an anonymous user's", claims -> claims.claim("is_anonymous", true)),
                refused("anonymous, as a string", claims -> claims.claim("is_anonymous", "true")),
                refused("unknown rights", claims -> claims.claim("app_metadata", Map.of("memory_role", "root"))),
                refused("rights of a wrong type", claims -> claims.claim("app_metadata", Map.of("memory_role", 1))),
                refused("no tenant's name", claims -> claims.claim("app_metadata", Map.of("tenant_id", "a:b"))),
                refused("app_metadata as text", claims -> claims.claim("app_metadata", "ops")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedClaims")
    void isRefusedWith(String what, Consumer<JWTClaimsSet.Builder> change) {
        project.assertInvalid(Tokens.of(ADA, NOW, change));
    }

    @Test
    void clocksMayDifferByThirtySeconds() {
        String token = Tokens.of(ADA, NOW, claims -> claims.notBeforeTime(at(Duration.ofSeconds(30))));
        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));

        project.clock.turn(Duration.ofHours(1).plusSeconds(29));
        assertThat(both.callerOf(token)).isEqualTo(new Caller.User(ADA_REF));
        project.clock.turn(Duration.ofSeconds(1));
        assertThatExceptionOfType(TokenRefusedException.class)
                .isThrownBy(() -> both.callerOf(token))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("token_expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1893456000\"", "1e400", "-1", "null", "true", "[1893456000]", "{}", "\"never\""})
    void anExpiryThatIsNoTimeIsNotForEver(String expiry) throws JOSEException {
        String claims = claims(any -> {}).toString().replaceFirst("\"exp\":\\d+", "\"exp\":" + expiry);
        String token = assembled("{\"alg\":\"HS256\"}", claims, Tokens.SECRET);

        assertThatExceptionOfType(TokenRefusedException.class).isThrownBy(() -> both.callerOf(token));
    }

    @Test
    void applicationsAndAnonymousUsersAreTakenWhereThatIsConfigured() {
        SupabaseTokens open = project.tokens(Tokens.SECRET, true, true);
        String anonymous = Tokens.of(ADA, NOW, claims -> claims.claim("is_anonymous", true));
        String application = Tokens.of(ADA, NOW, claims -> claims.claim("client_id", "known-app"));
        String other = Tokens.of(ADA, NOW, claims -> claims.claim("client_id", "third-party"));

        assertThat(open.callerOf(anonymous)).isEqualTo(new Caller.User(ADA_REF));
        assertThat(open.callerOf(application)).isEqualTo(new Caller.User(ADA_REF));
        assertThatExceptionOfType(TokenRefusedException.class).isThrownBy(() -> open.callerOf(other));
    }

    private static Arguments refused(String what, Consumer<JWTClaimsSet.Builder> change) {
        return arguments(what, change);
    }

    private static String withAppMetadata(Map<String, Object> rights) {
        return Tokens.of(ADA, NOW, claims -> claims.claim("app_metadata", rights));
    }

    private static Date at(Duration later) {
        return Date.from(NOW.plus(later));
    }

    /** A token whose parts the library would not make. */
    private static String assembled(String header, String claims, String secret) throws JOSEException {
        String signed = part(header) + "." + part(claims);
        return signed + "."
                + new MACSigner(secret)
                        .sign(new JWSHeader(JWSAlgorithm.HS256), signed.getBytes(StandardCharsets.UTF_8));
    }
}
