/** Mem0 as optional enrichment: turns go there to be distilled, notes come back for a question. Never authoritative. */
@NullMarked
package io.memoryorchestrator.adapter.mem0;

import org.jspecify.annotations.NullMarked;
