package io.memoryorchestrator.server.identity;

import io.memoryorchestrator.api.model.UserRef;

/** Who is asking, as far as it was proved at the door. */
public sealed interface Caller {

    /** Names the caller in the ledger and on records, such as {@code service:billing}. Ids only, never an address. */
    String actor();

    /** An end user, who acts for nobody else. */
    record User(UserRef user) implements Caller {
        @Override
        public String actor() {
            return "user:" + user.tenantId() + ":" + user.userId();
        }
    }

    /** A trusted back end, which acts for every user of one tenant. */
    record Service(String name, String tenantId) implements Caller {
        @Override
        public String actor() {
            return "service:" + name;
        }
    }

    /** An operator of the installation, who acts for every user of every tenant and steers the service. */
    record Operator(String name) implements Caller {
        @Override
        public String actor() {
            return "ops:" + name;
        }
    }

    /** Whoever can reach a server on which no identity is configured: on the machine itself, everybody may do everything. */
    record Developer() implements Caller {
        @Override
        public String actor() {
            return "development";
        }
    }
}
