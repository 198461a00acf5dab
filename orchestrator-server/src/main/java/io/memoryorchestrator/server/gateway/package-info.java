/** Where an intent arrives over HTTP: read, redact, note in the ledger, queue, answer. */
@NullMarked
package io.memoryorchestrator.server.gateway;

import org.jspecify.annotations.NullMarked;
