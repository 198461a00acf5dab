@NullMarked
package io.memoryorchestrator.cli.http;

import org.jspecify.annotations.NullMarked;
