@NullMarked
package io.memoryorchestrator.cli.backfill;

import org.jspecify.annotations.NullMarked;
