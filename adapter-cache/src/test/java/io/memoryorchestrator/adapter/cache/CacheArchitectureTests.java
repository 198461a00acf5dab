package io.memoryorchestrator.adapter.cache;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.memoryorchestrator.adapter.cache", importOptions = ImportOption.DoNotIncludeTests.class)
class CacheArchitectureTests {
    @ArchTest
    static final ArchRule springStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage("..spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("an adapter must work without a container");

    @ArchTest
    static final ArchRule thePublicFaceIsSmall = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..spring..")
            .should()
            .haveNameMatching(".*\\.Cache(Adapter|Settings)")
            .because("callers see the contract, so the rest can change");
}
