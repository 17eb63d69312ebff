package dev.loginstream.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * Main class of the OpenSearch process: one node on the loopback interface, with the
 * modules that every distribution has, and with security where a class path of its own
 * has the plugin.
 */
final class OpenSearchNode extends Node {

	private static final List<Class<? extends Plugin>> MODULES = List.of(Netty4ModulePlugin.class,
			CommonAnalysisModulePlugin.class, ReindexModulePlugin.class, PainlessModulePlugin.class);

	private OpenSearchNode(Settings settings) {
		super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local"),
				Stream.concat(MODULES.stream(), security().stream()).map(OpenSearchNode::plugin).toList(), true);
	}

	private static Optional<Class<? extends Plugin>> security() {
		try {
			return Optional
				.of(Class.forName("org.opensearch.security.OpenSearchSecurityPlugin").asSubclass(Plugin.class));
		}
		catch (ClassNotFoundException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Runs until the process is told to end.
	 * @param args data directory, HTTP port, and more settings, each {@code key=value}
	 * @throws Exception if the node cannot start
	 */
	static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		OpenSearchNode node = new OpenSearchNode(settings(directory, args));
		CountDownLatch closed = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				node.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			finally {
				closed.countDown();
			}
		}, "opensearch-shutdown"));
		node.start();
		ReadyFile.in(directory).create();
		closed.await();
	}

	private static Settings settings(Path directory, String[] args) {
		Settings.Builder settings = Settings.builder()
			.put("cluster.name", "login-stream")
			.put("node.name", "local")
			.put("path.home", directory.toString())
			.put("discovery.type", "single-node")
			.put("network.host", "127.0.0.1")
			.put("http.port", args[1])
			.put("transport.port", "0")
			// The serial collector leaves garbage until it needs the room. Counted as
			// memory
			// in use, it would have the node refuse all requests for good.
			.put("indices.breaker.total.use_real_memory", "false")
			// In percent of the disk, as by default, a full laptop makes every index
			// read-only.
			.put("cluster.routing.allocation.disk.watermark.low", "500mb")
			.put("cluster.routing.allocation.disk.watermark.high", "400mb")
			.put("cluster.routing.allocation.disk.watermark.flood_stage", "300mb");
		Arrays.stream(args)
			.skip(2)
			.map((setting) -> setting.split("=", 2))
			.forEach((setting) -> settings.put(setting[0], setting[1]));
		return settings.build();
	}

	private static PluginInfo plugin(Class<? extends Plugin> module) {
		return new PluginInfo(module.getName(), "module", Version.CURRENT.toString(), Version.CURRENT, "21",
				module.getName(), List.of(), false);
	}

}
