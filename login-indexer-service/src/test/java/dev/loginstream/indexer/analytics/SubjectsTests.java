package dev.loginstream.indexer.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectsTests {

	private final Subjects subjects = subjects("a", 5, "b", 3, "c", 2, "d", 9);

	@Test
	void thoseBeyondTheBoundAreLeftOutAndThatIsSaid() {
		assertThat(this.subjects.first(9)).isEqualTo(new Subjects(subjects("a", 5, "b", 3).logins(), true));
		assertThat(this.subjects.first(19)).isEqualTo(this.subjects);
	}

	@Test
	void soManyAtMostAreLookedAtAndThatIsSaid() {
		assertThat(this.subjects.most(2)).isEqualTo(new Subjects(subjects("a", 5, "b", 3).logins(), true));
		assertThat(this.subjects.most(4)).isEqualTo(this.subjects);
	}

	@Test
	void oneIsAlwaysLookedAt() {
		assertThat(this.subjects.first(1).logins()).containsOnlyKeys("a");
	}

	@Test
	void partsHaveFewerLoginsThanTheBound() {
		assertThat(this.subjects.parts(10)).containsExactly(List.of("a", "b"), List.of("c"), List.of("d"));
		assertThat(subjects().parts(10)).isEmpty();
	}

	@Test
	void subjectOfTwoIsOne() {
		assertThat(this.subjects.and(subjects("b", 3, "e", 1)).logins().keySet()).containsExactly("a", "b", "c", "d",
				"e");
	}

	private static Subjects subjects(Object... namesAndLogins) {
		Map<String, Long> logins = new LinkedHashMap<>();
		for (int i = 0; i < namesAndLogins.length; i += 2) {
			logins.put((String) namesAndLogins[i], ((Integer) namesAndLogins[i + 1]).longValue());
		}
		return new Subjects(logins, false);
	}

}
