@NullMarked
package io.memoryorchestrator.adapter.cache.spring;

import org.jspecify.annotations.NullMarked;
