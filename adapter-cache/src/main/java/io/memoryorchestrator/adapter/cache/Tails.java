package io.memoryorchestrator.adapter.cache;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.TurnReceipt;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where tails are kept: in this process or shared between processes. Each change of a session happens alone. */
sealed interface Tails permits LocalTails, RedisTails {

    Optional<Tail> find(SessionRef session);

    /** Announces a load, before the source is asked. */
    Load begin(SessionRef session);

    /** Adds turns of one session where its tail is known; says what adding each came to. */
    List<TurnReceipt.Outcome> add(SessionRef session, List<Turn> turns);

    void remove(SessionRef session);

    /** Removes every session and revokes the loads under way. */
    void clear();

    /** Removes turns, keeps those that come late from coming back, and says how many were removed. */
    long forget(ForgetScope scope);

    AdapterHealth check();

    void close();

    /** A load under way. */
    interface Load {
        /** Keeps what was loaded, unless the session was changed or forgotten since the load began, or the condition fails. */
        void keep(Tail tail, BooleanSupplier condition);
    }
}
