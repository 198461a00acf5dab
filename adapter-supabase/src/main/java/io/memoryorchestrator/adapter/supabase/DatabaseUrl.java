package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who logs in as its owner.
 *
 * @param parameters of the driver, such as {@code sslmode}
 */
record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable Secret password,
        Map<String, String> parameters) {

    static final int TRANSACTION_POOLER_PORT = 6543;
    private static final int SESSION_POOLER_PORT = 5432;

    DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException saying what is wrong, without repeating the text, which may hold a password */
    static DatabaseUrl parse(Secret url, @Nullable String user, @Nullable Secret password) {
        String text = url.reveal().strip();
        URI uri;
        try {
            uri = new URI(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        } catch (URISyntaxException e) {
            throw wrong("it is no valid URL near position " + e.getIndex()
                    + " (characters such as @ : / ? # in a password must be percent-encoded)");
        }
        if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
            throw wrong("it begins with another scheme");
        }
        if (uri.getHost() == null) {
            throw wrong("it does not name exactly one host");
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String urlUser = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String urlPassword = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        String parameterUser = parameters.remove("user");
        String parameterPassword = parameters.remove("password");
        if (isSupabase(uri.getHost())) {
            parameters.putIfAbsent("sslmode", "require");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? SESSION_POOLER_PORT : uri.getPort(),
                path.length() > 1 ? path.substring(1) : "postgres",
                firstGiven("postgres", user, urlUser, parameterUser),
                password != null ? password : secret(firstGiven("", urlPassword, parameterPassword)),
                parameters);
    }

    /** Supabase's shared pooler offers session mode, which migrations need, on the same host. */
    DatabaseUrl inSessionMode() {
        return port == TRANSACTION_POOLER_PORT && isSupabase(host)
                ? new DatabaseUrl(host, SESSION_POOLER_PORT, database, user, password, parameters)
                : this;
    }

    /** The name under which a role logs in: Supabase's shared pooler wants {@code role.project}. */
    String loginName(String role) {
        int dot = user.indexOf('.');
        return dot < 0 ? role : role + user.substring(dot);
    }

    /** For messages: no user, no password. */
    String place() {
        return host + ":" + port + "/" + database;
    }

    private static boolean isSupabase(String host) {
        return host.endsWith(".supabase.co") || host.endsWith(".supabase.com");
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String firstGiven(String otherwise, @Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return otherwise;
    }

    private static @Nullable Secret secret(String password) {
        return password.isEmpty() ? null : Secret.of(password);
    }

    private static String decode(String text) {
        // A '+' stands for itself here: only form data writes blanks that way.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(
                "The database URL cannot be used: " + why
                        + ". Give postgres://{user}:{password}@{host}:{port}/{database} or jdbc:postgresql://{host}:{port}/{database}");
    }
}
