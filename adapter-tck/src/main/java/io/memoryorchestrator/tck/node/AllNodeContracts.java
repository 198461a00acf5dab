package io.memoryorchestrator.tck.node;

/** Every contract of a store of memory nodes. */
public interface AllNodeContracts
        extends NodeKeepingContract,
                NodeSelectionContract,
                NodeVectorContract,
                NodeRelationContract,
                NodeWordsContract,
                NodeIsolationContract {}
