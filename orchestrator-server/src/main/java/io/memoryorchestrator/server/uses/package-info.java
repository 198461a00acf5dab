/** How often what is remembered is used. */
@NullMarked
package io.memoryorchestrator.server.uses;

import org.jspecify.annotations.NullMarked;
