/** Doing again for stored turns what is done for new ones. */
@NullMarked
package io.memoryorchestrator.server.backfill;

import org.jspecify.annotations.NullMarked;
