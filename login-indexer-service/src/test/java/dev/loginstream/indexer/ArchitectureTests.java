package dev.loginstream.indexer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.loginstream.indexer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule servicesMeetOnlyInKafka = noClasses().that()
		.resideInAPackage("dev.loginstream.indexer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.loginstream.generator..", "dev.loginstream.processor..");

}
