package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.problem.NotPermittedException;
import io.memoryorchestrator.server.wire.WireException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessTests {
    private static final UserRef ADA = new UserRef("acme", "ada");
    private static final UserRef BOB = new UserRef("acme", "bob");
    private static final UserRef ADA_ELSEWHERE = new UserRef("other", "ada");

    private final Access ada = new Access(new Caller.User(ADA), "default");
    private final Access backEnd = new Access(new Caller.Service("billing", "acme"), "default");
    private final Access operator = new Access(new Caller.Operator("olga"), "default");
    private final Access developer = new Access(new Caller.Developer(), "default");

    @Test
    void aUserActsForNobodyElse() {
        assertThat(ada.actingFor(ADA)).isEqualTo(ADA);
        assertRefused("identity_mismatch", () -> ada.actingFor(BOB));
        assertRefused("identity_mismatch", () -> ada.actingFor(ADA_ELSEWHERE));
        assertRefused("identity_mismatch", () -> ada.actingForAll("acme"));
        assertRefused("forbidden", ada::operating);
        assertThat(ada.sees(BOB)).isFalse();
        assertThat(ada.sees(ADA_ELSEWHERE)).isFalse();
    }

    @Test
    void aUserNeedNotSayWhoItIs() {
        assertThat(ada.actingFor(null, null)).isEqualTo(ADA);
        assertThat(ada.actingFor("acme", null)).isEqualTo(ADA);
        assertThat(ada.actingFor(null, "ada")).isEqualTo(ADA);
        assertRefused("identity_mismatch", () -> ada.actingFor("other", null));
        assertRefused("identity_mismatch", () -> ada.actingFor(null, "bob"));
    }

    @Test
    void aServiceActsForEveryUserOfItsTenantAndOfNoOther() {
        assertThat(backEnd.actingFor(BOB)).isEqualTo(BOB);
        assertThat(backEnd.actingFor(null, "bob")).isEqualTo(BOB);
        backEnd.actingForAll("acme");
        assertRefused("identity_mismatch", () -> backEnd.actingFor(ADA_ELSEWHERE));
        assertRefused("identity_mismatch", () -> backEnd.actingForAll("other"));
        assertRefused("identity_mismatch", () -> backEnd.actingForAll(null));
        assertRefused("forbidden", backEnd::operating);
    }

    @Test
    void whoIsNoUserMustNameOne() {
        for (Access access : new Access[] {backEnd, operator, developer}) {
            assertThatExceptionOfType(WireException.class).isThrownBy(() -> access.actingFor(null, null));
        }
    }

    @Test
    void operatorsAndDevelopersReachEverything() {
        for (Access access : new Access[] {operator, developer}) {
            assertThat(access.actingFor(ADA_ELSEWHERE)).isEqualTo(ADA_ELSEWHERE);
            assertThat(access.actingFor(null, "ada")).isEqualTo(new UserRef("default", "ada"));
            access.actingForAll(null);
            access.operating();
        }
    }

    @Test
    void aNameThatCannotBeOneIsTheRequestsFaultAndNotOurs() {
        assertThatExceptionOfType(WireException.class).isThrownBy(() -> backEnd.actingFor(null, "a:b"));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(NotPermittedException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
