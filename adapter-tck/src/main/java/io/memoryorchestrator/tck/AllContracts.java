package io.memoryorchestrator.tck;

/** Every contract. An adapter adopts this one; what it does not declare is checked to be absent. */
public interface AllContracts
        extends DescriptorContract,
                StoreContract,
                ForgetContract,
                ContentContract,
                IsolationContract,
                LifecycleContract,
                FailureContract,
                RecentTurnsContract,
                TurnLookupContract,
                TurnScanContract,
                WordSearchContract,
                VectorSearchContract,
                NoteSearchContract,
                HotContextContract,
                AsyncStoreContract,
                CircuitGuardedContract {}
