/** A service that knows names, asked over HTTP behind the redactor's own detectors. */
@NullMarked
package io.memoryorchestrator.server.redaction.entities;

import org.jspecify.annotations.NullMarked;
