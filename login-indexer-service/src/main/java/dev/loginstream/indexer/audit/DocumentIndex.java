package dev.loginstream.indexer.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.loginstream.indexer.LoginDocument;
import org.opensearch.client.Request;
import org.opensearch.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Asks OpenSearch which records have documents: logins and dead letters, but for those
 * that were redriven, whose fate is that of their copy.
 */
@Component
class DocumentIndex {

	/** As many documents as OpenSearch gives at once. */
	private static final int PAGE = 10_000;

	private static final String QUERY = """
			"query":{"bool":{"filter":[{"term":{"kafka_source.partition":%d}},
			{"range":{"kafka_source.offset":{"gte":%d,"lte":%d}}}],
			"must_not":[{"exists":{"field":"kafka_source.topic"}},{"exists":{"field":"redriven"}}]}}""";

	// A document that is there twice can be on two shards, neither of which knows: each
	// gives all its offsets.
	private static final String COUNT = """
			{"size":0,"track_total_hits":false,"timeout":"%5$ds",%1$s,"aggs":{
			"buckets":{"histogram":{"field":"kafka_source.offset","interval":%2$d,"offset":%3$d,"min_doc_count":1},
			"aggs":{"rejections":{"filter":{"exists":{"field":"reason"}}}}},
			"repeated":{"terms":{"field":"kafka_source.offset","min_doc_count":2,"size":%4$d,"shard_size":%4$d}}}}""";

	private static final String LIST = """
			{"size":%d,"track_total_hits":false,"timeout":"%ds","_source":false,%s,
			"sort":["kafka_source.offset"]}""";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RestClient openSearch;

	private final AuditProperties properties;

	DocumentIndex(RestClient openSearch, AuditProperties properties) {
		this.openSearch = openSearch;
		this.properties = properties;
	}

	/**
	 * Counts documents.
	 * @param partition of the source topic
	 * @param range of offsets
	 * @return all counts, or none
	 * @throws IOException if OpenSearch does not answer in time for all shards
	 */
	IndexedOffsets count(int partition, OffsetRange range) throws IOException {
		SortedMap<Long, IndexedOffsets.Bucket> buckets = new TreeMap<>();
		Set<Long> repeated = new HashSet<>();
		String aliases = aliases();
		if (!aliases.isEmpty()) {
			JsonNode aggregations = search(aliases, COUNT.formatted(query(partition, range), IndexedOffsets.BUCKET,
					range.from() % IndexedOffsets.BUCKET, range.length(), seconds()))
				.path("aggregations");
			for (JsonNode bucket : aggregations.path("buckets").path("buckets")) {
				buckets.put((long) bucket.path("key").asDouble(), new IndexedOffsets.Bucket(
						bucket.path("doc_count").asLong(), bucket.path("rejections").path("doc_count").asLong()));
			}
			for (JsonNode bucket : aggregations.path("repeated").path("buckets")) {
				repeated.add(bucket.path("key").asLong());
			}
		}
		return new IndexedOffsets(range, buckets, repeated);
	}

	/**
	 * Lists documents.
	 * @param partition of the source topic
	 * @param range of offsets
	 * @return in order of their offsets; of one offset not more than 10,000
	 * @throws IOException if OpenSearch does not answer in time for all shards
	 */
	List<IndexedDocument> list(int partition, OffsetRange range) throws IOException {
		String aliases = aliases();
		return aliases.isEmpty() ? List.of() : list(aliases, partition, range);
	}

	private List<IndexedDocument> list(String aliases, int partition, OffsetRange range) throws IOException {
		List<IndexedDocument> documents = new ArrayList<>();
		for (JsonNode hit : search(aliases, LIST.formatted(PAGE, seconds(), query(partition, range))).path("hits")
			.path("hits")) {
			documents.add(new IndexedDocument(hit.path("sort").path(0).asLong(), hit.path("_index").asString(),
					hit.path("_id").asString()));
		}
		if (documents.size() < PAGE || range.length() == 1) {
			return documents;
		}
		// There may be more: halves have fewer.
		OffsetRange half = range.first(range.length() / 2);
		List<IndexedDocument> all = new ArrayList<>(list(aliases, partition, half));
		all.addAll(list(aliases, partition, new OffsetRange(half.to() + 1, range.to())));
		return all;
	}

	// An alias that does not exist has no documents. Leaving out what is not available
	// would also leave out a closed index, whose documents would seem to be missing.
	private String aliases() throws IOException {
		Request request = new Request("GET",
				"/_resolve/index/" + LoginDocument.ALIAS + "," + LoginDocument.REJECTED_ALIAS);
		request.addParameter("filter_path", "aliases.name");
		JsonNode aliases = JSON.readTree(this.openSearch.performRequest(request).getEntity().getContent())
			.path("aliases");
		return StreamSupport.stream(aliases.spliterator(), false)
			.map((alias) -> alias.path("name").asString())
			.filter(List.of(LoginDocument.ALIAS, LoginDocument.REJECTED_ALIAS)::contains)
			.collect(Collectors.joining(","));
	}

	private JsonNode search(String aliases, String query) throws IOException {
		Request request = new Request("POST", "/" + aliases + "/_search");
		request.addParameter("allow_partial_search_results", "false");
		request.addParameter("filter_path",
				"timed_out,_shards.failed,hits.hits._id,hits.hits._index,hits.hits.sort,aggregations");
		request.setJsonEntity(query);
		JsonNode answer = JSON.readTree(this.openSearch.performRequest(request).getEntity().getContent());
		if (answer.path("timed_out").asBoolean() || answer.path("_shards").path("failed").asInt() > 0) {
			throw new IOException("Not all shards answered within %d s".formatted(seconds()));
		}
		return answer;
	}

	private static String query(int partition, OffsetRange range) {
		return QUERY.formatted(partition, range.from(), range.to());
	}

	private long seconds() {
		return this.properties.timeout().toSeconds();
	}

}
