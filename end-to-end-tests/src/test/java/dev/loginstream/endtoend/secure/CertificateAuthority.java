package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority of one test run. Certificates are made by the JDK's keytool.
 */
final class CertificateAuthority {

	private static final String PASSWORD = "changeit";

	private static final String NAME = "ca";

	private final Path directory;

	private final Path store;

	private final Map<String, Credentials> issued = new HashMap<>();

	/**
	 * Makes the authority's own certificate.
	 * @param directory where its store and all it issues is kept
	 */
	CertificateAuthority(Path directory) throws IOException {
		this.directory = Files.createDirectories(directory).toAbsolutePath();
		this.store = this.directory.resolve("store.p12");
		keytool("-alias", NAME, "-dname", "CN=ca", "-validity", "2", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
		write("ca.pem", "CERTIFICATE", encoded(NAME));
	}

	/** The authority's certificate, for those who trust it. */
	Path certificate() {
		return this.directory.resolve("ca.pem");
	}

	/**
	 * Issues a certificate for a server on {@code localhost}, or for a client.
	 * @param name its common name, and of its files
	 * @return valid now, and for two days
	 */
	Credentials issue(String name) {
		return issue(name, "localhost", "-0d", 2);
	}

	/** As {@link #issue(String)}, but no longer valid. */
	Credentials issueExpired(String name) {
		return issue(name, "localhost", "-3d", 2);
	}

	/** As {@link #issue(String)}, but for a server on another host. */
	Credentials issueFor(String host, String name) {
		return issue(name, host, "-0d", 2);
	}

	private Credentials issue(String name, String host, String start, int days) {
		String alias = name + "-" + host + start;
		return this.issued.computeIfAbsent(alias, (key) -> make(key, name, host, start, days));
	}

	private Credentials make(String alias, String name, String host, String start, int days) {
		keytool("-alias", alias, "-dname", "CN=" + name, "-signer", NAME, "-startdate", start, "-validity",
				String.valueOf(days), "-ext", "san=dns:" + host, "-ext", "eku=serverAuth,clientAuth");
		Path certificate = write(alias + ".pem", "CERTIFICATE", encoded(alias));
		return new Credentials(certificate, write(alias + "-key.pem", "PRIVATE KEY", encodedKey(alias)), certificate());
	}

	private void keytool(String... options) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
						"-J-XX:TieredStopAtLevel=1", "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1",
						"-keystore", this.store.toString(), "-storepass", PASSWORD));
		command.addAll(List.of(options));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.onExit().join().exitValue() != 0) {
				throw new IllegalStateException(output);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("No keytool", ex);
		}
	}

	private byte[] encoded(String alias) {
		try {
			return keys().getCertificate(alias).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] encodedKey(String alias) {
		try {
			return keys().getKey(alias, PASSWORD.toCharArray()).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore keys() throws GeneralSecurityException {
		try {
			return KeyStore.getInstance(this.store.toFile(), PASSWORD.toCharArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path write(String file, String type, byte[] content) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		try {
			return Files.writeString(this.directory.resolve(file),
					"-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
