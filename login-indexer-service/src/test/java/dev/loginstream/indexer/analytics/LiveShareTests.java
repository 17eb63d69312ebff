package dev.loginstream.indexer.analytics;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LiveShareTests {

	private final LiveShare share = new LiveShare(Duration.ofSeconds(5));

	private final Duration quick = Duration.ofSeconds(1);

	private final Duration late = Duration.ofSeconds(3);

	@Test
	void whileItIsQuickAllIsLookedAt() {
		assertThat(this.share.now()).isOne();
		this.share.succeeded(this.quick);
		assertThat(this.share.now()).isOne();
	}

	@Test
	void afterALateAnswerLessIsLookedAt() {
		this.share.succeeded(this.late);
		assertThat(this.share.now()).isEqualTo(0.5);
		this.share.succeeded(Duration.ofSeconds(2));
		assertThat(this.share.now()).isEqualTo(0.5);
	}

	@Test
	void afterATimeoutMuchLessIsLookedAt() {
		this.share.failed(Duration.ofSeconds(5));
		assertThat(this.share.now()).isEqualTo(0.25);
	}

	@Test
	void somethingIsAlwaysLookedAt() {
		for (int i = 0; i < 100; i++) {
			this.share.failed(Duration.ofSeconds(5));
		}
		assertThat(this.share.now()).isEqualTo(1.0 / 64);
	}

	@Test
	void moreIsLookedAtBitByBitWhenItIsQuickAgain() {
		this.share.succeeded(this.late);
		this.share.succeeded(this.quick);
		assertThat(this.share.now()).isEqualTo(0.625);
		for (int i = 0; i < 3; i++) {
			this.share.succeeded(this.quick);
		}
		assertThat(this.share.now()).isOne();
	}

	@Test
	void whatFailsAtOnceChangesNothing() {
		this.share.failed(Duration.ofMillis(10));
		assertThat(this.share.now()).isOne();
	}

	@Test
	void computationGetsTheShareAndItsFailureIsItsCallers() {
		assertThat(this.share.<Double>of((some) -> some)).isOne();
		assertThatExceptionOfType(NoAnswerException.class).isThrownBy(() -> this.share.of((some) -> {
			throw new NoAnswerException("timeout");
		}));
		assertThat(this.share.now()).isOne();
	}

}
