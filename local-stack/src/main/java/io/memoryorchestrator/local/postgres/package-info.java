/** A PostgreSQL cluster with pgvector: found, installed, started, killed and started again. */
@NullMarked
package io.memoryorchestrator.local.postgres;

import org.jspecify.annotations.NullMarked;
