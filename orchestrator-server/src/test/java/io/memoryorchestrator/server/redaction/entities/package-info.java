@NullMarked
package io.memoryorchestrator.server.redaction.entities;

import org.jspecify.annotations.NullMarked;
