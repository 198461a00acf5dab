/** What a command prints, where, and how it fails. */
@NullMarked
package io.memoryorchestrator.cli.console;

import org.jspecify.annotations.NullMarked;
