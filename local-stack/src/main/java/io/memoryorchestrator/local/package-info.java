/** Real infrastructure on one machine without Docker: what is shared by the broker and the database. */
@NullMarked
package io.memoryorchestrator.local;

import org.jspecify.annotations.NullMarked;
