package dev.loginstream.processor;

import java.util.List;

import dev.loginstream.dto.RejectionReason;
import dev.loginstream.processor.Verdict.Processed;
import dev.loginstream.processor.Verdict.Rejected;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads {@code user-login} and {@code user-login-redrive} and writes each record to
 * exactly one of {@code processed-user-login} and {@code user-login-dlt}: the container
 * runs a batch in one Kafka transaction, so what is sent here becomes visible together
 * with the offsets of the batch, or not at all.
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

	private final LoginProcessorProperties properties;

	UserLoginListener(UserLoginProcessor processor, OutputRecords outputs, KafkaTemplate<byte[], byte[]> kafka,
			EventMeters meters, LoginProcessorProperties properties) {
		this.processor = processor;
		this.outputs = outputs;
		this.kafka = kafka;
		this.meters = meters;
		this.properties = properties;
	}

	@KafkaListener(id = ID, topics = { "${login.processor.input-topic:user-login}",
			"${login.processor.redrive-topic:user-login-redrive}" }, batch = "true")
	void onUserLogins(List<ConsumerRecord<byte[], byte[]>> records) {
		EventMeters.Batch counts = this.meters.batch();
		// The transaction's producer itself: its commit tells whether all was sent, so
		// there is no need for a future and a timer for each record.
		this.kafka.execute((producer) -> {
			for (ConsumerRecord<byte[], byte[]> record : records) {
				RedrivenLogin redriven = redriven(record);
				ConsumerRecord<byte[], byte[]> login = (redriven != null) ? redriven.login() : record;
				Verdict verdict = verdict(login, redriven);
				ProducerRecord<byte[], byte[]> outcome = this.outputs.of(login, verdict);
				if (redriven != null) {
					redriven.story().forEach(outcome.headers()::add);
				}
				producer.send(outcome);
				counts.add(verdict);
			}
			return counts;
		}).recordOnCommit();
	}

	private @Nullable RedrivenLogin redriven(ConsumerRecord<byte[], byte[]> record) {
		return record.topic().equals(this.properties.redriveTopic())
				? RedrivenLogin.of(record, this.properties.inputTopic()) : null;
	}

	private Verdict verdict(ConsumerRecord<byte[], byte[]> login, @Nullable RedrivenLogin redriven) {
		if (!OutputRecords.fits(login)) {
			return TOO_LARGE_TO_SEND;
		}
		return (redriven != null && redriven.isProcessed()) ? new Processed(login.value())
				: this.processor.process(login.value());
	}

}
