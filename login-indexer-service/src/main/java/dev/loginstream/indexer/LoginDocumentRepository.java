package dev.loginstream.indexer;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Logins in OpenSearch. Documents are written once and never changed, so of Spring Data's
 * methods only those that read are here.
 */
interface LoginDocumentRepository extends Repository<LoginDocument, String>, BulkCreation {

	Optional<LoginDocument> findById(String id);

	long count();

}
