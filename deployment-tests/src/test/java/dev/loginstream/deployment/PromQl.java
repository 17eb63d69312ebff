package dev.loginstream.deployment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression in Prometheus' query language asks for. Prometheus itself tells that
 * only from version 3 on.
 */
final class PromQl {

	private static final Pattern TOKEN = Pattern.compile("""
			(?<skipped>\\s+|\\#[^\\n]*)
			|(?<string>"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)
			|(?<number>\\.?[0-9][0-9a-zA-Z_.]*)
			|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)
			|(?<symbol>=~|!~|[-+*/%^=!<>(){}\\[\\],:@])
			""", Pattern.COMMENTS);

	private static final Set<String> BEFORE_LABELS = Set.of("by", "without", "on", "ignoring", "group_left",
			"group_right");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "atan2", "bool", "offset", "inf", "nan");

	private final List<String> tokens;

	private final Set<String> names = new LinkedHashSet<>();

	private final Set<String> selectors = new LinkedHashSet<>();

	private int position;

	private PromQl(List<String> tokens) {
		this.tokens = tokens;
	}

	/**
	 * Names of the metrics that an expression selects.
	 * @param expression as it stands in a rule
	 * @return names, in their order
	 * @throws IllegalArgumentException if the expression cannot be read
	 */
	static Set<String> metricNames(String expression) {
		return read(expression).names;
	}

	/**
	 * What an expression selects: metrics with their conditions, without ranges.
	 * @param expression as it stands in a rule
	 * @return expressions that select series and no more, in their order
	 * @throws IllegalArgumentException if the expression cannot be read
	 */
	static Set<String> selectors(String expression) {
		return read(expression).selectors;
	}

	private static PromQl read(String expression) {
		PromQl query = new PromQl(tokens(expression));
		while (query.position < query.tokens.size()) {
			query.readNext();
		}
		return query;
	}

	/**
	 * An expression as Grafana would send it.
	 * @param expression of a dashboard
	 * @return the same with a duration or a pattern in place of each variable
	 */
	static String withoutVariables(String expression) {
		return expression.replaceAll("\\$\\{?__(rate_interval|range|interval)}?(?!\\w)", "1m")
			.replaceAll("\\$\\{\\w+(:\\w+)?}|\\$\\w+", ".*");
	}

	private static List<String> tokens(String expression) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(expression);
		int end = 0;
		while (end < expression.length()) {
			if (!matcher.find(end) || matcher.start() != end) {
				throw new IllegalArgumentException(
						"Expected PromQL but found '%s' in %s".formatted(expression.substring(end), expression));
			}
			if (matcher.group("skipped") == null) {
				tokens.add(matcher.group());
			}
			end = matcher.end();
		}
		return tokens;
	}

	private void readNext() {
		String token = this.tokens.get(this.position++);
		if (token.equals("{")) {
			this.selectors.add(readMatchers());
		}
		else if (token.equals("[")) {
			skipTo("]");
		}
		else if (BEFORE_LABELS.contains(token) && nextIs("(")) {
			skipTo(")");
		}
		else if (isName(token) && !isWord(token) && !isCalled()) {
			this.names.add(token);
			this.selectors.add(nextIs("{") ? token + readBraces() : token);
		}
	}

	private String readBraces() {
		this.position++;
		return readMatchers();
	}

	private String readMatchers() {
		int start = this.position;
		skipTo("}");
		List<String> matchers = this.tokens.subList(start, this.position - 1);
		for (int i = 0; i + 2 < matchers.size(); i++) {
			if (matchers.get(i).equals("__name__") && matchers.get(i + 1).equals("=")) {
				this.names.add(unquoted(matchers.get(i + 2)));
			}
		}
		return "{" + String.join("", matchers) + "}";
	}

	private static String unquoted(String string) {
		return string.substring(1, string.length() - 1);
	}

	private void skipTo(String end) {
		while (!nextIs(end)) {
			if (this.position == this.tokens.size()) {
				throw new IllegalArgumentException("Expected %s at the end of %s".formatted(end, this.tokens));
			}
			this.position++;
		}
		this.position++;
	}

	/** Functions stand before arguments; of what else does, no metric can. */
	private boolean isCalled() {
		return nextIs("(") || nextIs("by") || nextIs("without");
	}

	private boolean nextIs(String token) {
		return this.position < this.tokens.size() && this.tokens.get(this.position).equals(token);
	}

	private static boolean isName(String token) {
		return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.charAt(0) == ':';
	}

	private static boolean isWord(String token) {
		return WORDS.contains(token.toLowerCase(Locale.ROOT)) || BEFORE_LABELS.contains(token);
	}

}
