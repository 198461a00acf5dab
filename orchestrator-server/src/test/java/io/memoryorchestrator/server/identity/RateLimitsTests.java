package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.identity.IdentityProperties.Limits;
import io.memoryorchestrator.server.problem.TooManyRequestsException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitsTests {
    private static final Caller ADA = new Caller.User(new UserRef("acme", "ada"));
    private static final Caller BOB = new Caller.User(new UserRef("acme", "bob"));
    private static final Caller ADA_ELSEWHERE = new Caller.User(new UserRef("other", "ada"));

    private Caller caller = ADA;

    /** More than can be refilled while the test runs, however slow the machine: limits are by the second. */
    @Test
    void whoAsksTooOftenIsToldToWait() {
        RateLimits limits = limits(3, 0);

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> ask(limits, ADA, 100_000))
                .satisfies(refused -> assertThat(refused.retryAfter()).isPositive());
    }

    @Test
    void oneUsersHasteIsNotAnothers() {
        RateLimits limits = limits(3, 0);
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> ask(limits, ADA, 100_000));

        assertThatNoException().isThrownBy(() -> ask(limits, BOB, 1));
        assertThatNoException().isThrownBy(() -> ask(limits, ADA_ELSEWHERE, 1));
    }

    @Test
    void aTenantsUsersAndServicesShareItsLimit() {
        RateLimits limits = limits(0, 3);
        Caller backEnd = new Caller.Service("billing", "acme");

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> IntStream.range(0, 100_000).forEach(i -> ask(limits, i % 2 == 0 ? backEnd : BOB, 1)));
        assertThatNoException().isThrownBy(() -> ask(limits, ADA_ELSEWHERE, 1));
    }

    @Test
    void zeroIsNoLimitAndOperatorsHaveNone() {
        assertThatNoException().isThrownBy(() -> ask(limits(0, 0), ADA, 10_000));
        assertThatNoException().isThrownBy(() -> ask(limits(1, 1), new Caller.Operator("olga"), 10_000));
        assertThatNoException().isThrownBy(() -> ask(limits(1, 1), new Caller.Developer(), 10_000));
    }

    private RateLimits limits(int user, int tenant) {
        return new RateLimits(request -> new Access(caller, "default"), new Limits(user, tenant));
    }

    private void ask(RateLimits limits, Caller who, int times) {
        caller = who;
        for (int i = 0; i < times; i++) {
            limits.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), this);
        }
    }
}
