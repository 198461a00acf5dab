package io.memoryorchestrator.adapter.supabase;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one row. */
@FunctionalInterface
interface Row<T> {
    T read(ResultSet row) throws SQLException;
}
