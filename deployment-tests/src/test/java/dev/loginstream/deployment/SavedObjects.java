package dev.loginstream.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loginstream.deployment.SavedObject.Key;
import dev.loginstream.deployment.SavedObject.Reference;
import tools.jackson.databind.JsonNode;

/**
 * Saved objects that are imported together.
 *
 * @param objects in any order
 */
record SavedObjects(List<SavedObject> objects) {

	/**
	 * What would not work after an import.
	 * @param fields of each index pattern, by its title
	 * @return a sentence each
	 */
	List<String> problems(Map<String, MappedFields> fields) {
		return Stream.of(doubled(), dangling(), unused(), panels(), indexPatterns(fields), visualizations(fields))
			.flatMap(Function.identity())
			.toList();
	}

	Stream<SavedObject> visualizations() {
		return this.objects.stream().filter((object) -> object.key().isVisualization());
	}

	Stream<SavedObject> indexPatterns() {
		return this.objects.stream().filter((object) -> object.key().isIndexPattern());
	}

	private Stream<String> doubled() {
		Set<Key> seen = new HashSet<>();
		return this.objects.stream()
			.map(SavedObject::key)
			.filter((key) -> !seen.add(key))
			.map((key) -> "%s is there twice".formatted(key));
	}

	private Stream<String> dangling() {
		Set<Key> known = this.objects.stream().map(SavedObject::key).collect(Collectors.toSet());
		return this.objects.stream()
			.flatMap((object) -> object.references()
				.stream()
				.filter((reference) -> !known.contains(reference.target()))
				.map((reference) -> "%s refers to %s, which is not there".formatted(object.key(), reference.target())));
	}

	private Stream<String> unused() {
		Set<Key> used = this.objects.stream()
			.flatMap((object) -> object.references().stream().map(Reference::target))
			.collect(Collectors.toSet());
		return this.objects.stream()
			.map(SavedObject::key)
			.filter((key) -> !key.isDashboard() && !used.contains(key))
			.map((key) -> "%s is not used".formatted(key));
	}

	private Stream<String> panels() {
		return this.objects.stream()
			.filter((object) -> object.key().isDashboard())
			.filter((dashboard) -> !panelNames(dashboard).equals(referenceNames(dashboard)))
			.map((dashboard) -> "%s has panels %s and references %s".formatted(dashboard.key(), panelNames(dashboard),
					referenceNames(dashboard)));
	}

	private static List<String> panelNames(SavedObject dashboard) {
		return dashboard.parsed("panelsJSON")
			.valueStream()
			.map((panel) -> panel.required("panelRefName").stringValue())
			.sorted()
			.toList();
	}

	private static List<String> referenceNames(SavedObject dashboard) {
		return dashboard.references().stream().map(Reference::name).sorted().toList();
	}

	private Stream<String> indexPatterns(Map<String, MappedFields> fields) {
		return indexPatterns().flatMap((pattern) -> {
			MappedFields mapped = fields.get(title(pattern));
			if (mapped == null) {
				return Stream.of("%s is of indices that nothing maps".formatted(pattern.key()));
			}
			Optional<String> timeField = mapped.problemWith(timeField(pattern), Set.of("date"));
			Optional<String> list = types(pattern).equals(mapped.types()) ? Optional.empty()
					: Optional.of("the fields %s instead of %s".formatted(types(pattern), mapped.types()));
			return Stream.of(timeField, list)
				.flatMap(Optional::stream)
				.map((problem) -> "%s has %s".formatted(pattern.key(), problem));
		});
	}

	private static Map<String, String> types(SavedObject pattern) {
		Map<String, String> types = new TreeMap<>();
		pattern.parsed("fields").forEach((field) -> {
			String name = field.required("name").stringValue();
			if (!name.startsWith("_")) {
				types.put(name, field.required("esTypes").path(0).stringValue());
			}
		});
		return types;
	}

	private Stream<String> visualizations(Map<String, MappedFields> fields) {
		return visualizations()
			.flatMap((object) -> Stream.of(unreadableQuery(object), wrongFields(object, fields), wrongRatios(object))
				.flatMap(Function.identity())
				.map((problem) -> "%s has %s".formatted(object.key(), problem)));
	}

	/** They name an index pattern by its title, and not by a reference. */
	private Stream<String> wrongRatios(SavedObject object) {
		return Ratio.of(object)
			.filter((ratio) -> indexPatterns().noneMatch(
					(pattern) -> title(pattern).equals(ratio.index()) && timeField(pattern).equals(ratio.timeField())))
			.map((ratio) -> "ratios of %s, which has no index pattern with %s".formatted(ratio.index(),
					ratio.timeField()))
			.distinct();
	}

	/**
	 * What a query or filter selects is not looked at, so there must be none but
	 * {@link Visualization#without}.
	 */
	private static Stream<String> unreadableQuery(SavedObject object) {
		JsonNode source = object.searchSource();
		boolean without = object.key().isVisualization() && !Visualization.of(object).without().isEmpty();
		boolean selects = !source.at("/query/query").asString("").isEmpty() && !without;
		return (selects || !source.path("filter").isEmpty()) ? Stream.of("a query or filter") : Stream.empty();
	}

	private Stream<String> wrongFields(SavedObject object, Map<String, MappedFields> fields) {
		Visualization visualization = Visualization.of(object);
		List<Aggregation> aggregations = visualization.aggregations();
		List<Key> patterns = Visualization.indexPatterns(object);
		if (!aggregations.isEmpty() && patterns.isEmpty()) {
			return Stream.of("no index pattern");
		}
		return indexPatterns().filter((pattern) -> patterns.contains(pattern.key()))
			.flatMap((pattern) -> Optional.ofNullable(fields.get(title(pattern))).stream())
			.flatMap((mapped) -> Stream.concat(visualization.problemWith(mapped).stream(),
					aggregations.stream().flatMap((aggregation) -> aggregation.problemWith(mapped).stream())));
	}

	static String title(SavedObject pattern) {
		return pattern.attributes().required("title").stringValue();
	}

	static String timeField(SavedObject pattern) {
		return pattern.attributes().required("timeFieldName").stringValue();
	}

}
