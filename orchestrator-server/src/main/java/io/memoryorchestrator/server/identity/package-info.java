/** Who is asking, and whose memory they may touch. Controllers ask {@link Access}; nothing else decides. */
@NullMarked
package io.memoryorchestrator.server.identity;

import org.jspecify.annotations.NullMarked;
