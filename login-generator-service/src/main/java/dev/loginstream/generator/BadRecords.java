package dev.loginstream.generator;

import java.util.SplittableRandom;

import dev.loginstream.dto.RejectionReason;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records to be rejected among good ones. Each is the login before it with a fault, so
 * that none is taken away; the first of all records is good.
 */
final class BadRecords implements LoginRecords {

	private final LoginRecords logins;

	private final double share;

	private final SplittableRandom random;

	private @Nullable ProducerRecord<byte[], byte[]> last;

	private int bad;

	BadRecords(LoginRecords logins, double share, long seed) {
		this.logins = logins;
		this.share = share;
		this.random = new SplittableRandom(seed);
	}

	@Override
	public ProducerRecord<byte[], byte[]> next() {
		ProducerRecord<byte[], byte[]> login = this.last;
		if (login != null && this.random.nextDouble() < this.share) {
			return new ProducerRecord<>(login.topic(), login.key(), badValue(login.value()));
		}
		login = this.logins.next();
		this.last = login;
		return login;
	}

	// In turn rather than at random, so that few bad records suffice to meet every
	// reason.
	private byte @Nullable [] badValue(byte[] login) {
		RejectionReason[] reasons = RejectionReason.values();
		return BadValues.of(login, reasons[this.bad++ % reasons.length]);
	}

	@Override
	public void close() {
		this.logins.close();
	}

}
