package io.memoryorchestrator.api.canonical;

import io.memoryorchestrator.api.model.Role;
import java.util.UUID;

/**
 * A stored turn without its words.
 *
 * @param contentHash lower-case hexadecimal SHA-256 of the redacted content in UTF-8
 */
public record TurnOutline(UUID id, long position, Role role, String contentHash) {}
