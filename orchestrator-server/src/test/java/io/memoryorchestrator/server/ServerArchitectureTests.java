package io.memoryorchestrator.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.memoryorchestrator.api.intent.IntentEnvelope;
import io.memoryorchestrator.server.redaction.RedactedIntent;
import io.memoryorchestrator.server.redaction.Redactor;

@AnalyzeClasses(packages = "io.memoryorchestrator.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ServerArchitectureTests {
    @ArchTest
    static final ArchRule onlyTheQueueSpeaksKafka = noClasses()
            .that()
            .resideOutsideOfPackages("..server.queue..", "..server.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
            .because("whatever else replaces Kafka, or tests without it, should meet it in one place");

    @ArchTest
    static final ArchRule theWayOfATurnIsPlainJava = noClasses()
            .that()
            .resideInAnyPackage(
                    "..server.intake..",
                    "..server.redaction..",
                    "..server.recall..",
                    "..server.embedding..",
                    "..server.enrichment..",
                    "..server.backfill..",
                    "..server.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..")
            .because("the engine is read and tested without a framework around it");

    @ArchTest
    static final ArchRule theServerKnowsNoAdapter = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.memoryorchestrator.adapter..")
            .because("adapters come and go on the class path; the server sees the contract only (docs/adr/0001)");

    @ArchTest
    static final ArchRule onlyTheRedactorMakesRedactedIntents = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Redactor.class.getName())
            .should()
            .callConstructor(RedactedIntent.class, IntentEnvelope.class)
            .because("what is queued has passed the redactor as a matter of types (docs/adr/0003)");

    @ArchTest
    static final ArchRule oneJsonLibrary = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
            .because("Jackson 2 is on the class path for other libraries only");

    @ArchTest
    static final ArchRule nobodySleepsOrReadsTheWallClock = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the clock bean, and waiting is for conditions");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
            .because("constructors say what a thing needs");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.memoryorchestrator.server.(*)..")
            .should()
            .beFreeOfCycles()
            .because("the way of a turn has one direction");

    @ArchTest
    static final ArchRule configurationIsLastToKnow = noClasses()
            .that()
            .resideOutsideOfPackage("..server.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..server.config..")
            .because("wiring knows everybody and nobody knows the wiring");

    @ArchTest
    static final ArchRule controllersStayInside = classes()
            .that()
            .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .should()
            .bePackagePrivate()
            .because("nobody calls a controller but Spring");
}
