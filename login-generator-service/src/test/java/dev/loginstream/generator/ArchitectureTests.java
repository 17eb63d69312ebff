package dev.loginstream.generator;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.loginstream.generator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule servicesMeetOnlyInKafka = noClasses().that()
		.resideInAPackage("dev.loginstream.generator..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.loginstream.processor..", "dev.loginstream.indexer..");

	@ArchTest
	static final ArchRule realisticLoginsKnowNothingOfTheirTransport = noClasses().that()
		.resideInAPackage("dev.loginstream.generator.realistic")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.loginstream.generator", "org.apache.kafka..", "org.springframework.kafka..");

}
