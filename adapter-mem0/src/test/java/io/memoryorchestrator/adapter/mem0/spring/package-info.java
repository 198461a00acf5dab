@NullMarked
package io.memoryorchestrator.adapter.mem0.spring;

import org.jspecify.annotations.NullMarked;
