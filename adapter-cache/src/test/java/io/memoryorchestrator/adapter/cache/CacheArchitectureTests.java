package io.memoryorchestrator.adapter.cache;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.memoryorchestrator.tck.AdapterRules;

@AnalyzeClasses(packages = "io.memoryorchestrator.adapter.cache", importOptions = ImportOption.DoNotIncludeTests.class)
class CacheArchitectureTests {
    @ArchTest
    static final ArchTests EVERY_ADAPTERS = ArchTests.in(AdapterRules.class);

    @ArchTest
    static final ArchRule FACE = AdapterRules.publicTypesAre("CacheAdapter", "CacheSettings");
}
