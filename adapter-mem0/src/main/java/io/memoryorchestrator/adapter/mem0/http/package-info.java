/** Mem0 over HTTP, both flavours: paths, bodies and errors. Internal to this module; retries and circuit lie above it. */
@NullMarked
package io.memoryorchestrator.adapter.mem0.http;

import org.jspecify.annotations.NullMarked;
