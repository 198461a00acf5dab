@NullMarked
package io.memoryorchestrator.adapter.cache;

import org.jspecify.annotations.NullMarked;
