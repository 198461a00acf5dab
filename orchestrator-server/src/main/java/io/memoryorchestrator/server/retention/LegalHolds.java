package io.memoryorchestrator.server.retention;

import io.memoryorchestrator.api.canonical.Retention;
import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.problem.ConflictException;
import org.springframework.stereotype.Component;

/** Keeps requests from removing what a hold lies on. */
@Component
public class LegalHolds {
    private final Retention retention;

    LegalHolds(Stewardship stewardship) {
        this.retention = stewardship.retention();
    }

    /** @throws ConflictException when a hold lies on the user, the tenant, or everybody */
    public void refuseIfHeld(UserRef user) {
        if (retention.held(user)) {
            throw new ConflictException(
                    "legal_hold", "A legal hold lies on this user or tenant: nothing is erased until it is lifted");
        }
    }
}
