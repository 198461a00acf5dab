/** Settings and wiring. */
@NullMarked
package io.memoryorchestrator.server.config;

import org.jspecify.annotations.NullMarked;
