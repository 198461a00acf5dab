/** What the one authoritative store implements on top of the adapter core: commit with ledger, scan, and progress. */
@NullMarked
package io.memoryorchestrator.api.canonical;

import org.jspecify.annotations.NullMarked;
