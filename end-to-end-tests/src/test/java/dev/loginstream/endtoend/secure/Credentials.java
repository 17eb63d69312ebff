package dev.loginstream.endtoend.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLContext;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * A certificate with its key, and the authority that whoever has them trusts. PEM files.
 *
 * @param certificate of the holder
 * @param key of the certificate, PKCS #8
 * @param authority trusted by the holder
 */
record Credentials(Path certificate, Path key, Path authority) {

	/** Writes these into a folder, over others that were there. */
	Credentials copyTo(Path folder) {
		Credentials copy = new Credentials(folder.resolve("certificate.pem"), folder.resolve("key.pem"),
				folder.resolve("ca.pem"));
		try {
			Files.createDirectories(folder);
			Files.writeString(copy.certificate, Files.readString(this.certificate));
			Files.writeString(copy.key, Files.readString(this.key));
			Files.writeString(copy.authority, Files.readString(this.authority));
			// Kafka takes both from one file.
			Files.writeString(copy.keyStore(), Files.readString(this.key) + Files.readString(this.certificate));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return copy;
	}

	/** Key and certificate in one file, of a copy. */
	Path keyStore() {
		return this.certificate.resolveSibling("keystore.pem");
	}

	Credentials trusting(Path otherAuthority) {
		return new Credentials(this.certificate, this.key, otherAuthority);
	}

	/** Settings of Kafka's own clients. */
	Map<String, Object> ofKafkaClient() {
		try {
			return Map.of("security.protocol", "SSL", "ssl.keystore.type", "PEM", "ssl.keystore.certificate.chain",
					Files.readString(this.certificate), "ssl.keystore.key", Files.readString(this.key),
					"ssl.truststore.type", "PEM", "ssl.truststore.certificates", Files.readString(this.authority));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	SSLContext context() {
		return SslBundle
			.of(new PemSslStoreBundle(
					PemSslStoreDetails.forCertificate("file:" + this.certificate).withPrivateKey("file:" + this.key),
					PemSslStoreDetails.forCertificate("file:" + this.authority)))
			.createSslContext();
	}

}
