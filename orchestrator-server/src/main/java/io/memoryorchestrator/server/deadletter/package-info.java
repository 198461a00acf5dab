/** What operators see and do of records that were set aside. */
@NullMarked
package io.memoryorchestrator.server.deadletter;

import org.jspecify.annotations.NullMarked;
