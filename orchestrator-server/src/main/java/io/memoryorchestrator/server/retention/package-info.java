/** What is done again and again: ending sessions, retention, and the audit's own retention. */
@NullMarked
package io.memoryorchestrator.server.retention;

import org.jspecify.annotations.NullMarked;
