package io.memoryorchestrator.server.identity;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.problem.NotPermittedException;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of one request may do. A handler method takes it as a parameter and asks it before it touches memory:
 *
 * <ul>
 *   <li>the request <em>says</em> whose memory it is about (a body, a query parameter):
 *       {@code UserRef user = access.actingFor(tenantId, userId)}, which is 403 {@code identity_mismatch} for another's;
 *   <li>the request names a <em>thing</em> by its id (a path): load it, then
 *       {@code .filter(found -> access.sees(found.user()))} before the {@code NotFoundException} that an absent thing gets
 *       too, so that another's and an absent one are the same 404;
 *   <li>{@code /v1/ops/**} needs nothing: the path alone asks for the role {@code ops}.
 * </ul>
 */
public final class Access {
    private final Caller caller;
    private final String defaultTenant;

    /** @param defaultTenant tenant of a request that names none, where the caller belongs to none */
    public Access(Caller caller, String defaultTenant) {
        this.caller = caller;
        this.defaultTenant = defaultTenant;
    }

    public Caller caller() {
        return caller;
    }

    /** The tenant that a request means when it names none: the caller's own. */
    public String tenant() {
        return switch (caller) {
            case Caller.User user -> user.user().tenantId();
            case Caller.Service service -> service.tenantId();
            case Caller.Operator operator -> defaultTenant;
            case Caller.Developer developer -> defaultTenant;
        };
    }

    /** Whether the caller may know that this owner has anything at all. */
    public boolean sees(UserRef owner) {
        return switch (caller) {
            case Caller.User user -> user.user().equals(owner);
            case Caller.Service service -> service.tenantId().equals(owner.tenantId());
            case Caller.Operator operator -> true;
            case Caller.Developer developer -> true;
        };
    }

    /** Whether the caller may do what concerns all users of a tenant, or of every tenant. */
    public boolean spans(@Nullable String tenantId) {
        return switch (caller) {
            case Caller.User user -> false;
            case Caller.Service service -> service.tenantId().equals(tenantId);
            case Caller.Operator operator -> true;
            case Caller.Developer developer -> true;
        };
    }

    /**
     * For a request that says whose memory it is about.
     *
     * @return the same user
     * @throws NotPermittedException identity_mismatch, when the caller may not act for this user
     */
    public UserRef actingFor(UserRef user) {
        if (!sees(user)) {
            throw mismatch();
        }
        return user;
    }

    /**
     * The same for a request that may leave out what goes without saying: the caller's own tenant, and a user's own id.
     *
     * @throws NotPermittedException identity_mismatch, when the caller may not act for this user
     * @throws WireException INVALID_FIELD, when no user is named and the caller is none
     */
    public UserRef actingFor(@Nullable String tenantId, @Nullable String userId) {
        String tenant = tenantId == null ? tenant() : tenantId;
        if (userId != null) {
            return actingFor(user(tenant, userId));
        }
        if (caller instanceof Caller.User(UserRef self)) {
            return actingFor(user(tenant, self.userId()));
        }
        throw invalid("userId", "is missing: it says whose memory is meant");
    }

    /**
     * For a request that concerns all users of a tenant.
     *
     * @param tenantId null for every tenant
     * @throws NotPermittedException identity_mismatch, when that is not the caller's to ask
     */
    public void actingForAll(@Nullable String tenantId) {
        if (!spans(tenantId)) {
            throw mismatch();
        }
    }

    /** Whether the caller may steer the service. */
    public boolean operates() {
        return caller instanceof Caller.Operator || caller instanceof Caller.Developer;
    }

    /** @throws NotPermittedException forbidden, when the caller is no operator */
    public void operating() {
        if (!operates()) {
            throw new NotPermittedException("forbidden", "This is for operators: it needs a token with the role ops");
        }
    }

    private NotPermittedException mismatch() {
        return new NotPermittedException(
                "identity_mismatch",
                switch (caller) {
                    case Caller.User user ->
                        "The request is about another user than the token: send the token's own"
                                + " user id and tenant, or leave both out where that is possible";
                    case Caller.Service service ->
                        "The request reaches beyond the tenant of the token:"
                                + " use a token of that tenant, or one with the role ops";
                    case Caller.Operator operator -> throw new IllegalStateException("an operator may act for all");
                    case Caller.Developer developer -> throw new IllegalStateException("a developer may act for all");
                });
    }

    private static UserRef user(String tenantId, String userId) {
        try {
            return new UserRef(tenantId, userId);
        } catch (IllegalArgumentException refused) {
            throw invalid("userId", String.valueOf(refused.getMessage()));
        }
    }

    private static WireException invalid(String field, String message) {
        return new WireException(
                WireFault.INVALID_FIELD, field + " " + message, List.of(new WireException.FieldFault(field, message)));
    }
}
