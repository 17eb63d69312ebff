package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.loginstream.infrastructure.JvmProcess;
import dev.loginstream.infrastructure.LocalServers;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An OpenSearch node with the security plugin and the roles of
 * {@code deploy/opensearch/security}.
 */
final class SecureNode implements AutoCloseable {

	private static final Path SECURITY = Path.of("../deploy/opensearch/security");

	private static final String ROLE = "/_plugins/_security/api/roles/login_indexer";

	private final int port = LocalServers.freePort();

	private final JvmProcess process;

	private final HttpClient http;

	SecureNode(Path directory, CertificateAuthority authority, Credentials admin) throws IOException {
		this.http = HttpClient.newBuilder().sslContext(admin.context()).build();
		Path config = directory.resolve("opensearch/config");
		authority.issue("opensearch").copyTo(config);
		copyRoles(config.resolve("opensearch-security"));
		this.process = LocalServers
			.secureOpenSearch(directory, this.port, "plugins.security.ssl.transport.pemcert_filepath=certificate.pem",
					"plugins.security.ssl.transport.pemkey_filepath=key.pem",
					"plugins.security.ssl.transport.pemtrustedcas_filepath=ca.pem",
					"plugins.security.ssl.http.enabled=true",
					"plugins.security.ssl.http.pemcert_filepath=certificate.pem",
					"plugins.security.ssl.http.pemkey_filepath=key.pem",
					"plugins.security.ssl.http.pemtrustedcas_filepath=ca.pem",
					"plugins.security.nodes_dn=CN=opensearch", "plugins.security.authcz.admin_dn=CN=admin",
					"plugins.security.audit.type=noop", "plugins.security.allow_default_init_securityindex=true")
			.shortLived()
			.start();
	}

	private static void copyRoles(Path folder) throws IOException {
		Files.createDirectories(folder);
		try (var files = Files.list(SECURITY)) {
			for (Path file : files.toList()) {
				Files.copy(file, folder.resolve(file.getFileName()));
			}
		}
		// Users are made one by one.
		Files.writeString(folder.resolve("internal_users.yml"), "_meta: { type: internalusers, config_version: 2 }\n");
	}

	URI uri() {
		return URI.create("https://localhost:" + this.port);
	}

	/** Presents the certificate of an administrator. */
	HttpClient http() {
		return this.http;
	}

	void awaitReady(Duration timeout) {
		this.process.awaitReady(timeout);
		Awaitility.await()
			.atMost(timeout)
			.ignoreExceptions()
			.until(() -> request("GET", "/_plugins/_security/health?mode=strict", null).statusCode() == 200);
	}

	void setPassword(String user, String password) throws Exception {
		put("/_plugins/_security/api/internalusers/" + user, "{\"password\":\"%s\"}".formatted(password));
	}

	/** The indexer's role, as it is now. */
	String role() throws Exception {
		ObjectNode role = (ObjectNode) JsonMapper.shared()
			.readTree(request("GET", ROLE, null).body())
			.path("login_indexer");
		return role.remove(List.of("reserved", "hidden", "static")).toString();
	}

	void setRole(String role) throws Exception {
		put(ROLE, role);
	}

	private void put(String path, String body) throws Exception {
		HttpResponse<String> answer = request("PUT", path, body);
		assertThat(answer.statusCode()).as(answer.body()).isIn(List.of(200, 201));
	}

	private HttpResponse<String> request(String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(uri().resolve(path))
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.build();
		return this.http.send(request, BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.http.close();
		this.process.close();
	}

}
