/** What is remembered, over HTTP: listed, searched, changed and forgotten; and how often it is used. */
@NullMarked
package io.memoryorchestrator.server.memories;

import org.jspecify.annotations.NullMarked;
