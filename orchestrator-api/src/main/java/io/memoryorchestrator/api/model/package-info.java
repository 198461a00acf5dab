/** The values that memory is made of: users, sessions, turns, hits and the context handed out. Values only. */
@NullMarked
package io.memoryorchestrator.api.model;

import org.jspecify.annotations.NullMarked;
