/** Sessions over HTTP: what a session store keeps of a conversation, and the turns said in it. */
@NullMarked
package io.memoryorchestrator.server.sessions;

import org.jspecify.annotations.NullMarked;
