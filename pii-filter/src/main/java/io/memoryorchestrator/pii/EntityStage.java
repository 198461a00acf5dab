package io.memoryorchestrator.pii;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A further stage that finds entities in text: a model run in process, or a service. None is used unless a filter is given one.
 *
 * <p>A stage comes last. It is called with text in which the filter's own detectors find nothing any more, so that what they take out
 * never reaches a service; a second call, after its own findings were replaced, shows that nothing is left. It must give the same answer
 * for the same text. What it reports is subject to the policy like any finding; offsets are UTF-16 units of the text it was given, a
 * finding that touches a placeholder is dropped, and one that reaches outside the text is a fault. When a stage throws, the filter throws
 * too and nothing passes unredacted.
 */
@FunctionalInterface
public interface EntityStage {

    /** The types it may report. A stage is not called under a policy that keeps all of them. */
    default Set<PiiType> types() {
        return EnumSet.allOf(PiiType.class);
    }

    /** The entities in a text; an empty list if there are none. */
    List<Finding> find(String text);
}
