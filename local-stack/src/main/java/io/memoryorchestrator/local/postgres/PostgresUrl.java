package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a database is and who logs in: read from and written to the {@code postgres://} and the {@code jdbc:} form.
 *
 * @param host name or address
 * @param port TCP port
 * @param database the database's name
 * @param user login role
 * @param password empty when none is needed; never printed by {@link #toString()}
 * @param parameters further connection parameters, such as {@code sslmode}
 */
public record PostgresUrl(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {

    public PostgresUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads {@code postgres://}, {@code postgresql://} or {@code jdbc:postgresql://}.
     *
     * @throws LocalStackException when it is none of these; the text is not repeated, for it may hold a password
     */
    public static PostgresUrl parse(String text) {
        String plain = text.strip();
        String withoutJdbc = plain.startsWith("jdbc:") ? plain.substring("jdbc:".length()) : plain;
        URI uri;
        try {
            uri = new URI(withoutJdbc);
        } catch (URISyntaxException e) {
            throw notAnUrl("it is not a valid URL near position " + e.getIndex());
        }
        if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
            throw notAnUrl("it has another scheme");
        }
        if (uri.getHost() == null) {
            throw notAnUrl("it names no single host");
        }
        Map<String, String> parameters = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
        String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        String userParameter = parameters.remove("user");
        String passwordParameter = parameters.remove("password");
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new PostgresUrl(
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.length() > 1 ? path.substring(1) : "postgres",
                user.isEmpty() ? (userParameter == null ? "postgres" : userParameter) : user,
                password.isEmpty() && passwordParameter != null ? passwordParameter : password,
                parameters);
    }

    /** The same server and login, another database. */
    public PostgresUrl withDatabase(String name) {
        return new PostgresUrl(host, port, name, user, password, parameters);
    }

    /** For JDBC, without user and password: they are given apart. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + queryString();
    }

    /** As {@code psql} and Supabase write it, with the password: for environment variables, not for logs. */
    public String withPassword() {
        return "postgresql://" + encode(user) + (password.isEmpty() ? "" : ":" + encode(password)) + "@" + host + ":"
                + port + "/" + encode(database) + queryString();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://" + encode(user) + "@" + host + ":" + port + "/" + encode(database);
    }

    private String queryString() {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters)
                .forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(encode(value)));
        return query.toString();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        // A '+' is itself here: only form data writes blanks that way.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static LocalStackException notAnUrl(String why) {
        return new LocalStackException(
                "The database URL cannot be used: " + why + "; give postgresql://user:password@host:port/database.");
    }
}
