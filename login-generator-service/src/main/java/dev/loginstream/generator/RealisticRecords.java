package dev.loginstream.generator;

import java.nio.charset.StandardCharsets;

import dev.loginstream.dto.UserLogin;
import dev.loginstream.generator.realistic.RealisticLogins;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logins of users with habits, as records.
 *
 * @param topic of the records
 * @param logins to put into them
 */
record RealisticRecords(String topic, RealisticLogins logins) implements LoginRecords {

	@Override
	public ProducerRecord<byte[], byte[]> next() {
		UserLogin login = this.logins.next();
		return new ProducerRecord<>(this.topic, login.userId().getBytes(StandardCharsets.US_ASCII),
				JsonMapper.shared().writeValueAsBytes(login));
	}

	@Override
	public void close() {
		this.logins.close();
	}

}
