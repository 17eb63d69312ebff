import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks each URL and ends with 0 if all answer 200, else with 1: a container's health
 * check in an image that needs no shell and no curl for it.
 */
final class HealthCheck {

	private static final int TIMEOUT_MILLIS = 2000;

	private HealthCheck() {
	}

	public static void main(String[] urls) {
		boolean healthy = urls.length > 0;
		for (String url : urls) {
			String answer = ask(url);
			System.out.println(url + " " + answer);
			healthy &= answer.equals("200");
		}
		System.exit(healthy ? 0 : 1);
	}

	private static String ask(String url) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
			connection.setConnectTimeout(TIMEOUT_MILLIS);
			connection.setReadTimeout(TIMEOUT_MILLIS);
			return String.valueOf(connection.getResponseCode());
		}
		catch (IOException | IllegalArgumentException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
