/** What the law gives users: everything about them out and in again, and everything about them gone. */
@NullMarked
package io.memoryorchestrator.server.privacy;

import org.jspecify.annotations.NullMarked;
