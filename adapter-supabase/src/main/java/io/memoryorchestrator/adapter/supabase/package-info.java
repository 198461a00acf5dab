/** The canonical store on Postgres with pgvector, as Supabase runs it or plain. */
@NullMarked
package io.memoryorchestrator.adapter.supabase;

import org.jspecify.annotations.NullMarked;
