/** The wiring, tried without a database. */
@NullMarked
package io.memoryorchestrator.adapter.supabase.spring;

import org.jspecify.annotations.NullMarked;
