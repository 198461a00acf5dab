package io.memoryorchestrator.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class MemctlVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Memctl.class.getPackage().getImplementationVersion();
        return new String[] {"memctl " + (version == null ? "(not packaged)" : version)};
    }
}
