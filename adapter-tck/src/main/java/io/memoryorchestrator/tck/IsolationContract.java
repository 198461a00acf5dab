package io.memoryorchestrator.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.tck.fixture.Turns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody sees what is another's, not even by knowing its id. */
public interface IsolationContract extends Conformance {

    @Test
    default void usersOfOneTenantStayApart(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        subject.store(mine);

        assertThat(subject.sight().copies(askedBy(subject.scope().otherUser(), mine)))
                .isZero();
    }

    @Test
    default void theSameUserIdInAnotherTenantIsSomebodyElse(Subject subject) {
        Turn mine = Turns.at(subject.session(), 1);
        subject.store(mine);

        assertThat(subject.sight().copies(askedBy(subject.scope().sameNameElsewhere(), mine)))
                .isZero();
    }

    /** Names that fall together where letters are folded, blanks cut, patterns matched or ids joined without care. */
    @Test
    default void similarNamesAreDifferentPeople(Subject subject) {
        String tenant = subject.scope().tenant();
        List<UserRef> people = List.of(
                new UserRef(tenant, "ada"),
                new UserRef(tenant, "Ada"),
                new UserRef(tenant, "ada "),
                new UserRef(tenant, "a%"),
                new UserRef(tenant, "a_a"),
                new UserRef(tenant, "a*"),
                new UserRef(tenant, "ada/x"),
                new UserRef(tenant + "/ada", "x"),
                new UserRef(tenant, "'ada'"),
                new UserRef(tenant, "áda"),
                new UserRef(tenant, "a\uD83D\uDE00"));
        List<Turn> turns = people.stream()
                .map(user -> Turns.at(subject.ready(new SessionRef(user, "monday")), 1))
                .toList();
        subject.store(turns);

        assertThat(turns).allSatisfy(turn -> {
            assertThat(subject.sight().copies(turn))
                    .as("%s sees its own", turn.user())
                    .isEqualTo(1);
            for (UserRef other : people) {
                if (!other.equals(turn.user())) {
                    assertThat(subject.sight().copies(askedBy(other, turn)))
                            .as("%s sees what is %s's", other, turn.user())
                            .isZero();
                }
            }
        });
    }

    /** A turn with the same id, text and session id, as another person would ask for it. */
    private static Turn askedBy(UserRef other, Turn turn) {
        SessionRef session = new SessionRef(other, turn.session().sessionId());
        return Turns.withId(Turns.saying(session, turn.position(), turn.content()), turn.id());
    }
}
