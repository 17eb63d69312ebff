package dev.loginstream.deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PromQlTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
			up                                                       ; up
			up == 0                                                  ; up
			:job:up                                                  ; :job:up
			job:logins:rate5m{job=~"a|b",x!="up"}                    ; job:logins:rate5m
			sum by (job, up) (rate(a_total{reason="b"}[5m]))         ; a_total
			sum(rate(a_total[5m])) by (job)                          ; a_total
			sum without(instance) (a)                                ; a
			topk(3, a)                                               ; a
			rate(a[5m:30s] offset 1h)                                ; a
			a @ start() offset -5m                                   ; a
			a @ 1609746000                                           ; a
			max_over_time(a[1h])                                     ; a
			histogram_quantile(0.99, sum by (le) (a_bucket))         ; a_bucket
			a > bool 1e-3                                            ; a
			a * 0x1f + .5 - Inf + NaN                                ; a
			absent(a{job="b"})                                       ; a
			{__name__="a",job="b"}                                   ; a
			label_replace(a, "to", "$1", "from", "b(c)")             ; a
			label_join(a, 'up', `b`, "by (c)")                       ; a
			a{b="}",c="\\"d"}                                        ; a
			""")
	void metricIsTold(String expression, String metric) {
		assertThat(PromQl.metricNames(expression)).containsExactly(metric);
	}

	@Test
	void numbersAreNoMetrics() {
		assertThat(PromQl.metricNames("vector(1) > bool 2")).isEmpty();
	}

	@Test
	void bothSidesOfAnOperatorAreTold() {
		assertThat(PromQl.metricNames("""
				sum by (job) (rate(a{b="c"}[5m])) # d
				  / on (job) group_left (e)
				max by (job) (f) and ignoring(g) h unless i or (j atan2 k)""")).containsExactly("a", "f", "h", "i", "j",
				"k");
	}

	@Test
	void selectorsKeepTheirConditionsAndLoseTheirRanges() {
		assertThat(PromQl.selectors("""
				sum by (job) (rate(a{b = "c}", d!~"e|f"}[5m] offset 1h)) / max(g) or {__name__="h"}"""))
			.containsExactly("a{b=\"c}\",d!~\"e|f\"}", "g", "{__name__=\"h\"}");
	}

	@Test
	void whatCannotBeReadIsNotPassedOver() {
		assertThatIllegalArgumentException().isThrownBy(() -> PromQl.metricNames("a{b=\"c"));
		assertThatIllegalArgumentException().isThrownBy(() -> PromQl.metricNames("a{b"));
		assertThatIllegalArgumentException().isThrownBy(() -> PromQl.metricNames("rate($a[5m])"));
	}

	@Test
	void variablesOfDashboardsAreReplaced() {
		assertThat(PromQl.withoutVariables("""
				rate(a{job=~"$job",b=~"${b:regex}"}[$__rate_interval]) + rate(c[${__range}]) + rate(d[$__interval])"""))
			.isEqualTo("rate(a{job=~\".*\",b=~\".*\"}[1m]) + rate(c[1m]) + rate(d[1m])");
	}

}
