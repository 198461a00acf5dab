/** Who is asking, proved from outside and from inside. */
@NullMarked
package io.memoryorchestrator.server.identity;

import org.jspecify.annotations.NullMarked;
