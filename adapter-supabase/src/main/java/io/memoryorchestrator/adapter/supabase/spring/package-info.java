/** Wires the adapter into a Spring Boot application. */
@NullMarked
package io.memoryorchestrator.adapter.supabase.spring;

import org.jspecify.annotations.NullMarked;
