package dev.loginstream.endtoend;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Skips container tests where no Docker engine answers or an image is not to be had, and
 * says so in the log. Testcontainers itself would try for minutes where an engine answers
 * and no registry does.
 */
final class ImagesCondition implements ExecutionCondition {

	static final String KAFKA = "apache/kafka:" + System.getProperty("kafka.version");

	static final String OPENSEARCH = "opensearchproject/opensearch:" + System.getProperty("opensearch.version");

	private static final Logger logger = LoggerFactory.getLogger(ImagesCondition.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (context.getTestMethod().isPresent()) {
			return ConditionEvaluationResult.enabled("decided for the class");
		}
		Optional<String> reason = Missing.REASON;
		reason.ifPresent((what) -> logger.warn("{} is skipped: {}", context.getDisplayName(), what));
		return reason.map(ConditionEvaluationResult::disabled)
			.orElseGet(() -> ConditionEvaluationResult.enabled("the images are there"));
	}

	private static Optional<String> missing() {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return Optional.of("no Docker engine answers");
		}
		return List.of(KAFKA, OPENSEARCH)
			.stream()
			.filter((image) -> !isThere(image) && !pull(image))
			.findFirst()
			.map((image) -> "the image " + image + " is not there and cannot be pulled");
	}

	private static boolean isThere(String image) {
		try {
			docker().inspectImageCmd(image).exec();
			return true;
		}
		catch (NotFoundException ex) {
			return false;
		}
	}

	private static boolean pull(String image) {
		try {
			return docker().pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion(5, TimeUnit.MINUTES)
					&& isThere(image);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (RuntimeException ex) {
			logger.info("Pulling {} failed: {}", image, ex.getMessage());
			return false;
		}
	}

	private static DockerClient docker() {
		return DockerClientFactory.lazyClient();
	}

	/** Found out once: an engine that can pull nothing takes minutes to say so. */
	private static final class Missing {

		static final Optional<String> REASON = missing();

	}

}
