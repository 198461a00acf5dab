@NullMarked
package io.memoryorchestrator.adapter.mem0.http;

import org.jspecify.annotations.NullMarked;
