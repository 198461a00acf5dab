package io.memoryorchestrator.server.config;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where memory nodes are kept.
 *
 * @param useDatabaseStorage whether memory nodes are kept in the database; off keeps them in this process, for
 *     development, where they are gone when it ends
 */
record NodesProperties(@DefaultValue("true") boolean useDatabaseStorage) {}
