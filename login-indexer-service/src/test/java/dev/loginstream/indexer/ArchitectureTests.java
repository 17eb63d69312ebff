package dev.loginstream.indexer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.loginstream.indexer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule servicesMeetOnlyInKafka = noClasses().that()
		.resideInAPackage("dev.loginstream.indexer..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.loginstream.generator..", "dev.loginstream.processor..");

	@ArchTest
	static final ArchRule indexingDoesWithoutAnalyticsAndAudit = noClasses().that()
		.resideInAPackage("dev.loginstream.indexer")
		.and()
		// Of Spring AOT: all beans of the application, after a build.
		.haveSimpleNameNotContaining("__")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.loginstream.indexer.analytics..", "dev.loginstream.indexer.audit..");

	@ArchTest
	static final ArchRule auditDoesWithoutAnalytics = noClasses().that()
		.resideInAPackage("dev.loginstream.indexer.audit..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.loginstream.indexer.analytics..");

	@ArchTest
	static final ArchRule analyticsOnlyReadDocuments = noClasses().that()
		.resideInAPackage("dev.loginstream.indexer.analytics..")
		.should()
		.dependOnClassesThat(resideInAnyPackage("dev.loginstream.indexer", "dev.loginstream.indexer.audit..")
			.and(not(type(LoginDocument.class))));

}
