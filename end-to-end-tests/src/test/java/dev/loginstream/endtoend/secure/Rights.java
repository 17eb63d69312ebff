package dev.loginstream.endtoend.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

/**
 * What each service may do in Kafka: the table in {@code docs/security.md}. Names are
 * common names of certificates.
 */
final class Rights {

	static List<AclBinding> ofGenerator(String name) {
		return new Rights(name)//
			.to(TOPIC, "user-login", WRITE, CREATE).list;
	}

	static List<AclBinding> ofProcessor(String name) {
		return new Rights(name)//
			.to(TOPIC, "user-login", READ)
			.to(GROUP, "login-processor", READ)
			.to(TOPIC, "processed-user-login", WRITE, CREATE)
			.to(TOPIC, "user-login-dlt", WRITE, CREATE)
			.to(TOPIC, "user-login-redrive", READ, CREATE)
			.toAll(TRANSACTIONAL_ID, "login-processor-", WRITE).list;
	}

	static List<AclBinding> ofIndexer(String name) {
		return new Rights(name)//
			.to(TOPIC, "processed-user-login", READ)
			.to(TOPIC, "user-login-dlt", READ, WRITE)
			.to(TOPIC, "user-login-redrive", READ, WRITE)
			.to(TOPIC, "user-login", READ)
			.to(TOPIC, "login-audit", READ, WRITE, CREATE)
			.to(GROUP, "login-indexer", READ)
			.to(GROUP, "login-indexer-rejected", READ)
			.to(GROUP, "login-auditor", READ)
			.to(GROUP, "login-processor", DESCRIBE)
			.toAll(TRANSACTIONAL_ID, "login-indexer-", WRITE).list;
	}

	static List<AclBinding> ofRedrive(String name) {
		return new Rights(name)//
			.to(TOPIC, "user-login-dlt", READ)
			.to(TOPIC, "user-login-redrive", READ, WRITE)
			.to(TRANSACTIONAL_ID, "login-redrive", WRITE).list;
	}

	private final String principal;

	private final List<AclBinding> list = new ArrayList<>();

	private Rights(String name) {
		this.principal = "User:CN=" + name;
	}

	private Rights to(ResourceType type, String name, AclOperation... operations) {
		return to(new ResourcePattern(type, name, PatternType.LITERAL), operations);
	}

	private Rights toAll(ResourceType type, String prefix, AclOperation... operations) {
		return to(new ResourcePattern(type, prefix, PatternType.PREFIXED), operations);
	}

	private Rights to(ResourcePattern resource, AclOperation... operations) {
		Stream.of(operations)
			.map((operation) -> new AclBinding(resource,
					new AccessControlEntry(this.principal, "*", operation, AclPermissionType.ALLOW)))
			.forEach(this.list::add);
		return this;
	}

}
