package io.memoryorchestrator.pii;

import java.util.List;

/**
 * A further stage that finds entities in text: a model run in process, or a service. None is used unless a filter is given one.
 *
 * <p>A stage is called with the text as the filter sees it, more than once per redaction, and must give the same answer for the same
 * text. What it reports is subject to the policy like any finding; offsets are UTF-16 units of the text it was given, and findings that
 * reach outside it or into a placeholder are dropped. A stage that fails must throw: the filter then throws too, and nothing passes
 * unredacted.
 */
@FunctionalInterface
public interface EntityStage {

    /** The entities in a text; an empty list if there are none. */
    List<Finding> find(String text);
}
