package dev.loginstream.processor;

import java.util.List;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Rejected;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads {@code user-login} and writes each record to exactly one of
 * {@code processed-user-login} and {@code user-login-dlt}: the container runs a batch in
 * one Kafka transaction, so what is sent here becomes visible together with the offsets
 * of the batch, or not at all.
 */
@Component
class UserLoginListener {

	static final String ID = "login-processor";

	private static final Rejected TOO_LARGE_TO_SEND = new Rejected(RejectionReason.TOO_LARGE,
			"Expected at most 2 MiB of key, value and headers but found more; left where it is");

	private final UserLoginProcessor processor;

	private final OutputRecords outputs;

	private final KafkaTemplate<byte[], byte[]> kafka;

	private final EventMeters meters;

	UserLoginListener(UserLoginProcessor processor, OutputRecords outputs, KafkaTemplate<byte[], byte[]> kafka,
			EventMeters meters) {
		this.processor = processor;
		this.outputs = outputs;
		this.kafka = kafka;
		this.meters = meters;
	}

	@KafkaListener(id = ID, topics = "${login.processor.input-topic:user-login}", batch = "true")
	void onUserLogins(List<ConsumerRecord<byte[], byte[]>> records) {
		EventMeters.Batch counts = this.meters.batch();
		// The transaction's producer itself: its commit tells whether all was sent, so
		// there is no need for a future and a timer for each record.
		this.kafka.execute((producer) -> {
			for (ConsumerRecord<byte[], byte[]> record : records) {
				Verdict verdict = OutputRecords.fits(record) ? this.processor.process(record.value())
						: TOO_LARGE_TO_SEND;
				producer.send(this.outputs.of(record, verdict));
				counts.add(verdict);
			}
			return counts;
		}).recordOnCommit();
	}

}
