package dev.loginstream.indexer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.micrometer.core.instrument.Timer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.opensearch.client.Request;
import org.opensearch.client.ResponseException;
import org.opensearch.client.RestClient;

/**
 * Sends bulk requests of bounded size. Named as Spring Data looks for it.
 */
class BulkCreationImpl implements BulkCreation {

	private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

	/**
	 * How long OpenSearch waits for an index or a shard that is not there yet, before it
	 * leaves the document undecided. Short, since the batch is sent again anyway.
	 */
	private static final String LONGEST_WAIT = "5s";

	private final RestClient openSearch;

	private final LoginIndexerProperties.Bulk bounds;

	private final IndexerMeters meters;

	BulkCreationImpl(RestClient openSearch, LoginIndexerProperties properties, IndexerMeters meters) {
		this.openSearch = openSearch;
		this.bounds = properties.bulk();
		this.meters = meters;
	}

	@Override
	public List<Verdict> create(List<BulkItem> items) {
		List<Verdict> verdicts = new ArrayList<>(items.size());
		while (verdicts.size() < items.size()) {
			List<BulkItem> request = firstRequest(items.subList(verdicts.size(), items.size()));
			verdicts.addAll(send(request));
			if (verdicts.getLast() instanceof Verdict.Undecided(RetryCause cause)) {
				// The rest would only wait for the same.
				verdicts.addAll(undecided(items.size() - verdicts.size(), cause));
			}
		}
		return verdicts;
	}

	private List<BulkItem> firstRequest(List<BulkItem> items) {
		long size = 0;
		int count = 0;
		while (count < items.size() && count < this.bounds.maxDocuments()) {
			size += items.get(count).size();
			if (count > 0 && size > this.bounds.maxSize().toBytes()) {
				break;
			}
			count++;
		}
		return items.subList(0, count);
	}

	private List<Verdict> send(List<BulkItem> items) {
		Request request = new Request("POST", "/_bulk");
		request.addParameter("filter_path", BulkResponse.FILTER);
		request.addParameter("timeout", LONGEST_WAIT);
		request.setEntity(new ByteArrayEntity(body(items), NDJSON));
		Timer.Sample time = this.meters.startBulk(items.size());
		try {
			byte[] answer = this.openSearch.performRequest(request).getEntity().getContent().readAllBytes();
			return BulkResponse.verdicts(answer, items.size());
		}
		catch (ResponseException ex) {
			return refused(items, ex.getResponse().getStatusLine().getStatusCode());
		}
		catch (IOException ex) {
			return undecided(items.size(), RetryCause.NO_ANSWER);
		}
		finally {
			this.meters.stopBulk(time);
		}
	}

	private List<Verdict> refused(List<BulkItem> items, int status) {
		return switch (status) {
			// Too large for OpenSearch or for a proxy before it, or not to be read:
			// halves tell which document it is.
			case 400, 413 -> (items.size() == 1)
					? List.of(new Verdict.Refused("OpenSearch refused a request for this document alone: " + status))
					: halves(items);
			case 401, 403 -> undecided(items.size(), RetryCause.UNAUTHORIZED);
			case 429 -> undecided(items.size(), RetryCause.TOO_MANY_REQUESTS);
			default -> undecided(items.size(), RetryCause.SERVER_ERROR);
		};
	}

	private List<Verdict> halves(List<BulkItem> items) {
		int middle = items.size() / 2;
		List<Verdict> verdicts = new ArrayList<>(send(items.subList(0, middle)));
		verdicts.addAll(send(items.subList(middle, items.size())));
		return verdicts;
	}

	private static List<Verdict> undecided(int count, RetryCause cause) {
		return Collections.nCopies(count, new Verdict.Undecided(cause));
	}

	private static byte[] body(List<BulkItem> items) {
		byte[] body = new byte[items.stream().mapToInt(BulkItem::size).sum()];
		int end = 0;
		for (BulkItem item : items) {
			end = item.writeTo(body, end);
		}
		return body;
	}

}
