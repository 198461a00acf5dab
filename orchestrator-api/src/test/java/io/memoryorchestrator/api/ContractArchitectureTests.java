package io.memoryorchestrator.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.memoryorchestrator.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractArchitectureTests {

    @ArchTest
    static final ArchRule theContractNeedsOnlyTheJdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify.annotations..", "io.memoryorchestrator.api..")
            .because("adapters compile against it, and whatever it depended on every adapter would have to live with"
                    + " (docs/adr/0001-contract-in-orchestrator-api.md)");

    @ArchTest
    static final ArchRule valuesKnowOnlyValues = classes()
            .that()
            .resideInAPackage("..api.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", "..api.model..")
            .because("the values of memory mean the same whoever asks for them and wherever they are kept");

    @ArchTest
    static final ArchRule anAdapterNeedNotKnowTheCanonicalStore = classes()
            .that()
            .resideInAPackage("..api.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "..api.spi..", "..api.model..", "..api.failure..")
            .because(
                    "an adapter implements the core and the abilities it has; ledgers and intents are not its business");

    @ArchTest
    static final ArchRule packagesPointOneWay = slices().matching("io.memoryorchestrator.api.(*)..")
            .should()
            .beFreeOfCycles()
            .because("model and failure come first, then spi, intent and canonical, each using only those before it");

    @ArchTest
    static final ArchRule nothingIsKeptInStatics = fields().that()
            .areStatic()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("the contract holds no state");
}
