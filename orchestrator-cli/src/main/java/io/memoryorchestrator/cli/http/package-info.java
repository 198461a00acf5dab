/** The HTTP API as the commands see it. */
@NullMarked
package io.memoryorchestrator.cli.http;

import org.jspecify.annotations.NullMarked;
