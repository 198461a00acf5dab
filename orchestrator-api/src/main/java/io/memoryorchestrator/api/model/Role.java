package io.memoryorchestrator.api.model;

import java.util.Locale;

/** Who said a turn. On the wire the name is lower case. */
public enum Role {
    USER,
    ASSISTANT,
    SYSTEM,
    TOOL;

    /** The name used in JSON: {@code user}, {@code assistant}, {@code system} or {@code tool}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name, ignoring case.
     *
     * @throws IllegalArgumentException when the name is none of the four, naming what would be accepted
     */
    public static Role fromWireName(String name) {
        for (Role role : values()) {
            if (role.wireName().equalsIgnoreCase(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role must be one of user, assistant, system, tool");
    }
}
