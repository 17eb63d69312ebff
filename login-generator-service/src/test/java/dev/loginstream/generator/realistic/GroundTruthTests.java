package dev.loginstream.generator.realistic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.loginstream.dto.UserLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class GroundTruthTests {

	@TempDir
	private Path folder;

	@Test
	void incidentIsOneLineOfJson() throws IOException {
		Path file = this.folder.resolve("new/ground-truth.jsonl");
		try (GroundTruth groundTruth = GroundTruth.in(file)) {
			groundTruth.add(incident());

			assertThat(file).hasContent("""
					{"kind":"burst","from":"2024-07-10T02:00:25Z","to":"2024-07-10T02:00:27Z","events":2,\
					"user_ids":["user"],"device_ids":["device"],"ip_prefixes":["192.0.2.0/24"],"locales":["RI"]}
					""");
		}
	}

	@Test
	void fileIsAppendedTo() throws IOException {
		Path file = Files.writeString(this.folder.resolve("ground-truth.jsonl"), "earlier\n");
		try (GroundTruth groundTruth = GroundTruth.in(file)) {
			groundTruth.add(incident());
		}

		assertThat(file).content().startsWith("earlier\n{").hasLineCount(2);
	}

	@Test
	void fileThatCannotBeOpenedIsAnErrorAtTheStart() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> GroundTruth.in(this.folder))
			.withMessageContaining("login.generator.realistic.ground-truth")
			.withMessageContaining(this.folder.toString());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void fullDiskEndsTheFileAndNotTheStream(CapturedOutput output) {
		GroundTruth groundTruth = GroundTruth.in(Path.of("/dev/full"));

		assertThatNoException().isThrownBy(() -> {
			groundTruth.add(incident());
			groundTruth.add(incident());
			groundTruth.close();
		});
		assertThat(output.getOut()).containsOnlyOnce("The ground truth ends here");
	}

	private static Incident incident() {
		UserLogin login = new UserLogin("user", "1.0.0", "192.0.2.7", "RI", "device", 0, null, Map.of());
		Incident incident = new Incident(IncidentKind.BURST,
				List.of(new Incident.Step(0, login), new Incident.Step(0, login)));
		incident.next(1_720_576_825_000L);
		incident.next(1_720_576_827_000L);
		return incident;
	}

}
