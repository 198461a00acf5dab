package io.memoryorchestrator.server.recall;

import io.memoryorchestrator.api.model.Hit;
import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import java.util.List;

/** What the independent lists found; a part that is missing is an empty list. */
record Lists(List<Turn> recent, List<Hit> words, List<Hit> vectors, List<Note> notes) {}
