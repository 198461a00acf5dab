/** The one Spring Boot application. */
@NullMarked
package io.memoryorchestrator.server;

import org.jspecify.annotations.NullMarked;
